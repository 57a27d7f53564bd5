-- Since when nothing at all has got through a channel; null: the last attempt did.
ALTER TABLE "channels" ADD COLUMN "failing_since" TIMESTAMPTZ(3);
