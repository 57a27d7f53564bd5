-- Who hears of a ticket beside those whom it concerns by itself.
CREATE TABLE "ticket_watchers" (
    "ticket_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "added_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_watchers_pkey" PRIMARY KEY ("ticket_id", "user_id"),
    CONSTRAINT "ticket_watchers_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id")
      ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ticket_watchers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id")
      ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "ticket_watchers_user_id_idx" ON "ticket_watchers"("user_id");

-- How a person wants to hear of things; nobody has a row who never said anything.
CREATE TABLE "preferences" (
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "document" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preferences_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "preferences_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id")
      ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "preferences_document_check" CHECK (jsonb_typeof("document") = 'object'),
    CONSTRAINT "preferences_version_check" CHECK ("version" >= 1)
);

-- People whom a comment names: they hear of it.
ALTER TABLE "comments" ADD COLUMN "mentions" UUID[] DEFAULT '{}';

-- The texts of messages are documents like others. What is there holds to the narrower rule: nothing is scanned.
ALTER TABLE "documents" DROP CONSTRAINT "documents_kind_check";
ALTER TABLE "documents" ADD CONSTRAINT "documents_kind_check" CHECK ("kind" IN (
  'calendar', 'policy', 'triageRules', 'matrix', 'field', 'reply', 'messageTemplate', 'alertSource', 'alertRules',
  'mailPolicy', 'schedule')) NOT VALID;
