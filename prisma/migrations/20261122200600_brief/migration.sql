-- What lists show of a ticket's state, a fifth of its size. Each save writes it; a row that has none is shown by its state.
ALTER TABLE "tickets" ADD COLUMN "brief" JSONB;
