-- A reply names the mail that it answers.
CREATE INDEX CONCURRENTLY "deliveries_message_id_idx" ON "deliveries" ("message_id") WHERE "message_id" IS NOT NULL;
