-- Its place is `search_documents` now. Dropping a column changes the catalogue only.
DROP INDEX "tickets_search_idx";
ALTER TABLE "tickets" DROP COLUMN "search_text";
