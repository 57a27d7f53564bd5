-- A channel's log, the latest first.
CREATE INDEX CONCURRENTLY "deliveries_log_idx" ON "deliveries" ("channel", "created_at" DESC, "id" DESC);
