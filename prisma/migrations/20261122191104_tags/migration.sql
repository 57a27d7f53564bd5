-- For the filter by tag.
CREATE INDEX CONCURRENTLY "tickets_tags_idx" ON "tickets" USING gin ("tags") WITH (gin_pending_list_limit = 256);
