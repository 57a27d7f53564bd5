-- What Temporal was told of each schedule: whatever differs from its document is told again.
CREATE TABLE "recurring_schedules" (
    "id" TEXT NOT NULL,
    -- Of the document; null: not told yet.
    "told_version" INTEGER,

    CONSTRAINT "recurring_schedules_pkey" PRIMARY KEY ("id")
);

-- One row for each time that a schedule was due, and what came of it.
CREATE TABLE "recurring_runs" (
    "schedule_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "ticket_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recurring_runs_pkey" PRIMARY KEY ("schedule_id", "due_at"),
    CONSTRAINT "recurring_runs_outcome_check" CHECK ("outcome" IN ('opened', 'stillOpen', 'noRequester')),
    CONSTRAINT "recurring_runs_ticket_check" CHECK (("outcome" = 'opened') = ("ticket_id" IS NOT NULL)),
    CONSTRAINT "recurring_runs_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
