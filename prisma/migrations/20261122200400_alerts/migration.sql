-- What monitoring has told: one row an alert and instant at which it began, however often it is told.
CREATE TABLE "alerts" (
    -- Id of the document that says how alerts are read.
    "source" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    -- Null: none was opened, or the ticket was over before it heard of the alert.
    "ticket_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    -- Id of the service account that told it.
    "by_id" TEXT NOT NULL,
    -- What the ticket's workflow still has to hear.
    "start_told" BOOLEAN NOT NULL DEFAULT false,
    "end_told" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("source", "fingerprint", "starts_at"),
    CONSTRAINT "alerts_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id")
      ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "alerts_ticket_id_idx" ON "alerts" ("ticket_id");
-- What is still to be told, and what may be forgotten.
CREATE INDEX "alerts_untold" ON "alerts" ("changed_at")
  WHERE "ticket_id" IS NOT NULL AND (NOT "start_told" OR "ended_at" IS NOT NULL AND NOT "end_told");
CREATE INDEX "alerts_changed_at_idx" ON "alerts" ("changed_at");
