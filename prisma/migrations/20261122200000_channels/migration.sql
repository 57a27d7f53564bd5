-- Channels send what waits in the outbox, each for itself: it may be paused, and tells how it is.
CREATE TABLE "channels" (
    -- `email`, `webhook:<id>`, `imap`
    "id" TEXT NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "paused_because" TEXT,
    "last_sent_at" TIMESTAMPTZ(3),
    "last_failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "failures_in_a_row" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "channels_paused_check" CHECK (("paused_at" IS NULL) = ("paused_because" IS NULL)),
    CONSTRAINT "channels_because_check" CHECK ("paused_because" IN ('operator', 'dead'))
);

ALTER TABLE "deliveries"
    -- Digests and pings are of no ticket.
    ALTER COLUMN "ticket_id" DROP NOT NULL,
    ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "first_tried_at" TIMESTAMPTZ(3),
    ADD COLUMN "claimed_until" TIMESTAMPTZ(3),
    ADD COLUMN "last_error" TEXT,
    ADD COLUMN "message_id" TEXT,
    ADD COLUMN "gathered_into" UUID,
    ADD COLUMN "read_at" TIMESTAMPTZ(3);

-- The rows that are there hold to the narrower rule already: nothing is scanned under a lock.
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_state_check";
ALTER TABLE "deliveries"
    ADD CONSTRAINT "deliveries_state_check"
    CHECK ("state" IN ('waiting', 'sent', 'failed', 'skipped', 'gathered')) NOT VALID;

-- Whoever sends hears of it when it is committed.
CREATE FUNCTION tell_channels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('deliveries', channel) FROM (SELECT DISTINCT channel FROM written) AS w;
  RETURN NULL;
END $$;
CREATE TRIGGER "deliveries_told" AFTER INSERT ON "deliveries"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tell_channels();
