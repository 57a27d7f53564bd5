-- Whom a survey asks, and from when the quiet time after it counts: set once the survey has its turn, or was sent. The
-- ticket that looks into its bad score.
ALTER TABLE "surveys"
  ADD COLUMN "requester_id" UUID,
  ADD COLUMN "send_at" TIMESTAMPTZ(3),
  ADD COLUMN "follow_up_id" UUID;
