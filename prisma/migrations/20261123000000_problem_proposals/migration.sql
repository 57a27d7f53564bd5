-- Causes that incidents seem to share, for a lead to decide upon.
CREATE TABLE "problem_proposals" (
    "id" UUID NOT NULL,
    "way" TEXT NOT NULL,
    -- A fingerprint, a tag, `field=value`, or the id of the ticket whose subject the others are like: no text of people.
    "cause" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "team_ids" TEXT[] DEFAULT '{}',
    "parent_id" UUID,
    "reason" TEXT,
    "quiet_until" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "decided_role" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "problem_proposals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "problem_proposals_way_check" CHECK ("way" IN ('fingerprint', 'field', 'subject', 'tag')),
    CONSTRAINT "problem_proposals_state_check" CHECK ("state" IN ('open', 'accepted', 'dismissed')),
    CONSTRAINT "problem_proposals_decided_check" CHECK (("state" = 'open') = ("decided_at" IS NULL)),
    CONSTRAINT "problem_proposals_dismissed_check" CHECK (
      ("state" = 'dismissed') = ("quiet_until" IS NOT NULL) AND ("state" = 'dismissed') = ("reason" IS NOT NULL)),
    CONSTRAINT "problem_proposals_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "tickets"("id")
      ON DELETE SET NULL ON UPDATE CASCADE
);
-- A cause is proposed once at a time.
CREATE UNIQUE INDEX "problem_proposals_open_key" ON "problem_proposals" ("way", "cause") WHERE "state" = 'open';
CREATE INDEX "problem_proposals_state_id_idx" ON "problem_proposals" ("state", "id");
CREATE INDEX "problem_proposals_way_cause_decided_at_idx" ON "problem_proposals" ("way", "cause", "decided_at");
CREATE INDEX "problem_proposals_decided_at_idx" ON "problem_proposals" ("decided_at");
CREATE INDEX "problem_proposals_parent_id_idx" ON "problem_proposals" ("parent_id");

-- A ticket belongs to one proposal at most, for good: what was dismissed does not count again.
CREATE TABLE "problem_proposal_tickets" (
    "ticket_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    -- It is to become a child of the proposal's parent, once there is one; false: it has, or never will.
    "to_link" BOOLEAN NOT NULL DEFAULT true,
    "asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "problem_proposal_tickets_pkey" PRIMARY KEY ("ticket_id"),
    CONSTRAINT "problem_proposal_tickets_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id")
      ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "problem_proposal_tickets_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "problem_proposals"("id")
      ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "problem_proposal_tickets_proposal_id_ticket_id_idx" ON "problem_proposal_tickets" ("proposal_id", "ticket_id");
CREATE INDEX "problem_proposal_tickets_to_link_idx" ON "problem_proposal_tickets" ("proposal_id") WHERE "to_link";

-- How they are looked for is a document like others. What is there holds to the narrower rule: nothing is scanned.
ALTER TABLE "documents" DROP CONSTRAINT "documents_kind_check";
ALTER TABLE "documents" ADD CONSTRAINT "documents_kind_check" CHECK ("kind" IN (
  'calendar', 'policy', 'triageRules', 'matrix', 'field', 'reply', 'messageTemplate', 'alertSource', 'alertRules',
  'mailPolicy', 'schedule', 'problemDetection')) NOT VALID;
