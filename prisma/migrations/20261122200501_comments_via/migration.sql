-- What was written to a merged ticket is read there too.
CREATE INDEX CONCURRENTLY "comments_via_id_idx" ON "comments" ("via_id") WHERE "via_id" IS NOT NULL;
