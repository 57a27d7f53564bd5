-- What a person was told, newest first.
CREATE INDEX CONCURRENTLY "deliveries_recipient_idx" ON "deliveries" ("recipient", "created_at" DESC, "id" DESC);
