-- What came by mail: stored as it is first, then read. A mail is there once, by its id and its content.
CREATE TABLE "inbound_mails" (
    "id" UUID NOT NULL,
    -- Hash of the mail's own id, its sender, date and subject, and its content; while it comes in, `receiving:<id>`.
    "key" TEXT NOT NULL,
    -- imap | lmtp
    "source" TEXT NOT NULL,
    -- receiving | waiting | opened | commented | noted | held | refused | discarded
    "state" TEXT NOT NULL,
    -- Why it was noted, held or refused.
    "why" TEXT,
    -- What was left out: shortened, tooManyFiles, …
    "notes" TEXT[] NOT NULL DEFAULT '{}',
    "size" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT NOT NULL DEFAULT '',
    "envelope_from" TEXT,
    "envelope_to" TEXT[] NOT NULL DEFAULT '{}',
    "message_id" TEXT,
    "sender" TEXT,
    "subject" TEXT NOT NULL DEFAULT '',
    "ticket_id" UUID,
    "comment_id" UUID,
    "author_id" UUID,
    -- Who accepted or discarded what was held.
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    -- Where its bytes are: kept | doomed (to be removed) | gone
    "original" TEXT NOT NULL DEFAULT 'kept',
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_mails_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "inbound_mails_source_check" CHECK ("source" IN ('imap', 'lmtp')),
    CONSTRAINT "inbound_mails_state_check" CHECK ("state" IN
      ('receiving', 'waiting', 'opened', 'commented', 'noted', 'held', 'refused', 'discarded')),
    CONSTRAINT "inbound_mails_original_check" CHECK ("original" IN ('kept', 'doomed', 'gone')),
    CONSTRAINT "inbound_mails_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id")
      ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "inbound_mails_key_key" ON "inbound_mails"("key");
-- Lists, by state; and the next one whose turn it is.
CREATE INDEX "inbound_mails_state_id_idx" ON "inbound_mails"("state", "id");
CREATE INDEX "inbound_mails_message_id_idx" ON "inbound_mails"("message_id");
CREATE INDEX "inbound_mails_sender_done_at_idx" ON "inbound_mails"("sender", "done_at");
CREATE INDEX "inbound_mails_ticket_id_idx" ON "inbound_mails"("ticket_id");
CREATE INDEX "inbound_mails_comment_id_idx" ON "inbound_mails"("comment_id");
CREATE INDEX "inbound_mails_author_id_idx" ON "inbound_mails"("author_id");
CREATE INDEX "inbound_mails_doomed_idx" ON "inbound_mails"("id") WHERE "original" = 'doomed';
