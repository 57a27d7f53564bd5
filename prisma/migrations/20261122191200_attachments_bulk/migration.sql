-- Files that people send along. The bytes are in a store beside the database (a folder, or S3) under the row's id, which
-- is written before them: what a crash leaves behind always has a row by which it is found and swept.
CREATE TABLE "attachments" (
    "id" UUID NOT NULL,
    "ticket_id" UUID,
    "comment_id" UUID,
    "seq" INTEGER,
    "visibility" TEXT NOT NULL DEFAULT 'public',
    "uploader_id" TEXT NOT NULL,
    "uploader_role" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "stored" BOOLEAN NOT NULL DEFAULT true,
    "finding" TEXT,
    "scan_after" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by" TEXT,

    CONSTRAINT "attachments_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "attachments_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "attachments_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "attachments_state_check" CHECK ("state" IN ('uploading', 'scanning', 'clean', 'quarantined', 'deleted')),
    CONSTRAINT "attachments_visibility_check" CHECK ("visibility" IN ('public', 'internal')),
    CONSTRAINT "attachments_size_check" CHECK ("size" >= 0),
    CONSTRAINT "attachments_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "attachments_deleted_check" CHECK (("state" = 'deleted') = ("deleted_at" IS NOT NULL))
);
CREATE INDEX "attachments_ticket_id_id_idx" ON "attachments" ("ticket_id", "id");
CREATE INDEX "attachments_comment_id_idx" ON "attachments" ("comment_id");
-- What somebody has uploaded and not used yet, counted at each upload; and the same by age, for the sweep.
CREATE INDEX "attachments_held_idx" ON "attachments" ("uploader_id") WHERE "seq" IS NULL;
CREATE INDEX "attachments_unclaimed_idx" ON "attachments" ("created_at") WHERE "seq" IS NULL;
CREATE INDEX "attachments_uploader_idx" ON "attachments" ("uploader_id", "id");
CREATE INDEX "attachments_scanning_idx" ON "attachments" ("scan_after") WHERE "state" = 'scanning';
CREATE INDEX "attachments_unremoved_idx" ON "attachments" ("deleted_at") WHERE "state" = 'deleted' AND "stored";

-- Many commands sent as one. The row of `idempotency_keys` answers for the whole, and takes these along when it is swept.
CREATE TABLE "bulks" (
    "id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulks_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bulks_id_fkey" FOREIGN KEY ("id") REFERENCES "idempotency_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "bulks_open_idx" ON "bulks" ("leased_until") WHERE "done_at" IS NULL;

CREATE TABLE "bulk_items" (
    "bulk_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "if_version" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "version" INTEGER,
    "problem" JSONB,

    CONSTRAINT "bulk_items_pkey" PRIMARY KEY ("bulk_id", "no"),
    CONSTRAINT "bulk_items_bulk_id_fkey" FOREIGN KEY ("bulk_id") REFERENCES "bulks"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "bulk_items_state_check" CHECK ("state" IN ('waiting', 'done', 'refused', 'unknown'))
);
