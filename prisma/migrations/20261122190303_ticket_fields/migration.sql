-- Tickets by the value of a custom field. Most have none, and cost nothing here. Built beside those who write.
CREATE INDEX CONCURRENTLY "tickets_fields_idx" ON "tickets" USING gin ("fields" jsonb_path_ops)
  WHERE "fields" <> '{}'::jsonb;
