-- Whether what an agent of the team has not accepted by the end of her shift goes back to the queue.
ALTER TABLE "teams" ADD COLUMN "return_at_shift_end" BOOLEAN NOT NULL DEFAULT false;
