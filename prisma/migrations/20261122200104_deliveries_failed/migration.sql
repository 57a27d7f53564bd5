-- What was given up: few among many.
CREATE INDEX CONCURRENTLY "deliveries_failed_idx" ON "deliveries" ("channel", "created_at" DESC, "id" DESC)
  WHERE "state" = 'failed';
