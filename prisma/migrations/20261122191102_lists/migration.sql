-- Its place is `search_documents` now. Dropping a column changes the catalogue only.
DROP INDEX "tickets_search_idx";
ALTER TABLE "tickets" DROP COLUMN "search_text";

-- For the filter by tag.
CREATE INDEX "tickets_tags_idx" ON "tickets" USING gin ("tags") WITH (gin_pending_list_limit = 256);
