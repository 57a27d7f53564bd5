-- What a channel is to send next, in the order in which it came due.
CREATE INDEX CONCURRENTLY "deliveries_due_idx" ON "deliveries" ("channel", COALESCE("not_before", "created_at"), "id")
  WHERE "state" = 'waiting';
