-- What one person has written, for her own data and its erasure.
CREATE INDEX CONCURRENTLY "comments_author_idx" ON "comments" ("author_id", "id") WHERE "author_id" IS NOT NULL;
