-- The desk's tables. The tables, columns, keys and plain indexes are those of `schema.prisma`; what Prisma cannot say
-- (checks, partial and trigram indexes, the folding of search texts, the audit trail that only grows) is written here.

-- A trusted extension: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE SEQUENCE ticket_number_seq AS bigint;

-- Search does not mind accents and case: `fold` brings texts to one form, and `prisma/search.ts` does the same to what
-- is looked for. Lower case must not depend on the locale that the database happens to have, hence the collation.
DO $$
DECLARE
  folding text := coalesce(
    (SELECT quote_ident(collname) FROM pg_collation WHERE collname IN ('pg_c_utf8', 'und-x-icu') ORDER BY collname LIMIT 1),
    '"default"'
  );
BEGIN
  EXECUTE format($f$
    CREATE FUNCTION fold(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $b$
      SELECT replace(replace(replace(replace(replace(
        lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g') COLLATE %s),
        'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ø', 'o'), 'ł', 'l')
    $b$
  $f$, folding);
END
$$;

-- CreateTable
CREATE TABLE "organisations" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shares_tickets" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "organisation_id" TEXT,
    "restricted" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agents" (
    "user_id" UUID NOT NULL,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "capacity" INTEGER NOT NULL DEFAULT 10,
    "presence" TEXT NOT NULL DEFAULT 'online',
    "calendar" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "agents_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "assignment" TEXT NOT NULL DEFAULT 'manual',
    "accept_within" TEXT,
    "calendar" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "team_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "user_id" UUID,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "secret_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "documents" (
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "current" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("kind","id","version")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" UUID NOT NULL,
    "number" BIGINT NOT NULL DEFAULT nextval('ticket_number_seq'),
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "pending_reason" TEXT,
    "pending_until" TIMESTAMPTZ(3),
    "impact" TEXT,
    "urgency" TEXT,
    "priority" TEXT NOT NULL,
    "priority_rank" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,
    "requester_id" UUID NOT NULL,
    "organisation_id" TEXT,
    "team_id" TEXT,
    "assignee_id" UUID,
    "accepted_at" TIMESTAMPTZ(3),
    "escalation_level" INTEGER NOT NULL DEFAULT 0,
    "resolution" TEXT,
    "reopen_count" INTEGER NOT NULL DEFAULT 0,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "fingerprint" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "fields" JSONB NOT NULL DEFAULT '{}',
    "subject" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "search_text" TEXT GENERATED ALWAYS AS (fold("key" || ' ' || "subject")) STORED,
    "next_due_at" TIMESTAMPTZ(3),
    "breached" BOOLEAN NOT NULL DEFAULT false,
    "survey_state" TEXT,
    "survey_score" SMALLINT,
    "state" JSONB,
    "run_id" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_events" (
    "ticket_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "command_id" TEXT,
    "run_id" TEXT,
    "by_id" TEXT,
    "by_role" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "ticket_events_pkey" PRIMARY KEY ("ticket_id","seq")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "author_id" TEXT,
    "author_role" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "seq" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revisions" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "subject" TEXT,
    "description" TEXT,
    "fields" JSONB,
    "tags" JSONB,
    "seq" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "ticket_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "agent_id" UUID NOT NULL,
    "team_id" TEXT,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "freed_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("ticket_id","no")
);

-- CreateTable
CREATE TABLE "surveys" (
    "ticket_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "score" SMALLINT,
    "comment_id" UUID,
    "sent_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "surveys_pkey" PRIMARY KEY ("ticket_id","no")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "ticket_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "not_before" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_links" (
    "from_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "to_id" UUID NOT NULL,

    CONSTRAINT "ticket_links_pkey" PRIMARY KEY ("from_id","kind","to_id")
);

-- CreateTable
CREATE TABLE "save_failures" (
    "ticket_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "constraint" TEXT NOT NULL,
    "sql_state" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "save_failures_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "idempotency_key" TEXT,
    "route" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "ticket_id" UUID,
    "run_id" TEXT,
    "state" TEXT NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "headers" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE INDEX "api_keys_user_id_idx" ON "api_keys"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_number_key" ON "tickets"("number");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_key_key" ON "tickets"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_events_ticket_id_command_id_key" ON "ticket_events"("ticket_id", "command_id");

-- CreateIndex
CREATE INDEX "comments_ticket_id_seq_idx" ON "comments"("ticket_id", "seq") WHERE "seq" IS NOT NULL;

-- CreateIndex
CREATE INDEX "revisions_ticket_id_idx" ON "revisions"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_key_key" ON "deliveries"("key");

-- CreateIndex
CREATE INDEX "ticket_links_to_id_idx" ON "ticket_links"("to_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "audit_events_object_at_idx" ON "audit_events"("object", "at");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_events" ADD CONSTRAINT "ticket_events_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "save_failures" ADD CONSTRAINT "save_failures_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Codes -------------------------------------------------------------------------------------------------------------

ALTER TABLE "users"
  ADD CONSTRAINT "users_role_check" CHECK ("role" IN ('requester', 'agent', 'lead', 'admin')),
  ADD CONSTRAINT "users_email_check" CHECK ("email" LIKE '%_@_%'),
  ADD CONSTRAINT "users_version_check" CHECK ("version" >= 1);
-- Addresses are one without regard to case.
CREATE UNIQUE INDEX "users_email_key" ON "users" (lower("email"));
CREATE INDEX "users_organisation_id_idx" ON "users" ("organisation_id");

ALTER TABLE "organisations"
  ADD CONSTRAINT "organisations_version_check" CHECK ("version" >= 1);

ALTER TABLE "agents"
  ADD CONSTRAINT "agents_presence_check" CHECK ("presence" IN ('online', 'away', 'off')),
  ADD CONSTRAINT "agents_capacity_check" CHECK ("capacity" BETWEEN 0 AND 1000),
  ADD CONSTRAINT "agents_version_check" CHECK ("version" >= 1);

ALTER TABLE "teams"
  ADD CONSTRAINT "teams_assignment_check" CHECK ("assignment" IN ('manual', 'roundRobin', 'leastLoaded')),
  ADD CONSTRAINT "teams_version_check" CHECK ("version" >= 1);

-- Scopes are for service accounts; hashes are SHA-256.
ALTER TABLE "api_keys"
  ADD CONSTRAINT "api_keys_owner_check" CHECK ("user_id" IS NULL OR cardinality("scopes") = 0),
  ADD CONSTRAINT "api_keys_hash_check" CHECK (octet_length("secret_hash") = 32);

ALTER TABLE "documents"
  ADD CONSTRAINT "documents_kind_check" CHECK ("kind" IN ('calendar', 'policy', 'triageRules', 'matrix')),
  ADD CONSTRAINT "documents_document_check" CHECK (jsonb_typeof("document") = 'object'),
  ADD CONSTRAINT "documents_version_check" CHECK ("version" >= 1);
CREATE UNIQUE INDEX "documents_current_key" ON "documents" ("kind", "id") WHERE "current";

-- Tickets -----------------------------------------------------------------------------------------------------------

ALTER TABLE "tickets"
  ADD CONSTRAINT "tickets_version_check" CHECK ("version" >= 1),
  ADD CONSTRAINT "tickets_key_check" CHECK ("key" = 'SD-' || "number"),
  ADD CONSTRAINT "tickets_type_check" CHECK ("type" IN ('incident', 'alert', 'request')),
  ADD CONSTRAINT "tickets_status_check" CHECK ("status" IN ('new', 'open', 'pending', 'resolved', 'closed')),
  ADD CONSTRAINT "tickets_pending_check" CHECK (
    ("status" = 'pending') = ("pending_reason" IS NOT NULL)
    AND ("pending_reason" IS NULL OR "pending_reason" IN ('requester', 'vendor', 'scheduled'))
    AND ("pending_until" IS NULL OR "status" = 'pending')
  ),
  ADD CONSTRAINT "tickets_impact_check" CHECK ("impact" IN ('high', 'medium', 'low')),
  ADD CONSTRAINT "tickets_urgency_check" CHECK ("urgency" IN ('high', 'medium', 'low')),
  ADD CONSTRAINT "tickets_priority_check" CHECK (
    CASE "priority" WHEN 'low' THEN 1 WHEN 'medium' THEN 2 WHEN 'high' THEN 3 WHEN 'critical' THEN 4 ELSE 0 END
    = "priority_rank"
    AND "priority_rank" > 0
  ),
  ADD CONSTRAINT "tickets_source_check" CHECK ("source" IN ('portal', 'api', 'email', 'phone', 'alert')),
  ADD CONSTRAINT "tickets_resolution_check" CHECK (
    "resolution" IN ('done', 'workaround', 'duplicate', 'noAnswer', 'cleared', 'cancelled')
  ),
  ADD CONSTRAINT "tickets_resolved_check" CHECK (
    "status" NOT IN ('resolved', 'closed') OR ("resolved_at" IS NOT NULL AND "resolution" IS NOT NULL)
  ),
  ADD CONSTRAINT "tickets_closed_check" CHECK (("status" = 'closed') = ("closed_at" IS NOT NULL)),
  ADD CONSTRAINT "tickets_accepted_check" CHECK ("accepted_at" IS NULL OR "assignee_id" IS NOT NULL),
  ADD CONSTRAINT "tickets_counts_check" CHECK (
    "escalation_level" >= 0 AND "reopen_count" >= 0 AND "occurrences" >= 1
  ),
  ADD CONSTRAINT "tickets_subject_check" CHECK (char_length("subject") BETWEEN 1 AND 255),
  ADD CONSTRAINT "tickets_fields_check" CHECK (jsonb_typeof("fields") = 'object'),
  ADD CONSTRAINT "tickets_survey_check" CHECK (
    "survey_state" IN ('scheduled', 'sent', 'answered', 'expired', 'cancelled')
    AND ("survey_score" IS NULL OR "survey_score" BETWEEN 1 AND 5)
  ),
  -- The state beside the row is the state as of the row's version; a row without one is still as it came in.
  ADD CONSTRAINT "tickets_state_check" CHECK (
    CASE WHEN "state" IS NULL THEN "version" = 1 ELSE ("state" ->> 'seq')::int = "version" END
  );

-- Lists: each sort, ties broken by id; and the same for what one person or team has.
CREATE INDEX "tickets_created_at_idx" ON "tickets" ("created_at", "id");
CREATE INDEX "tickets_updated_at_idx" ON "tickets" ("updated_at", "id");
CREATE INDEX "tickets_priority_idx" ON "tickets" ("priority_rank", "id");
CREATE INDEX "tickets_next_due_at_idx" ON "tickets" ("next_due_at", "id");
-- What has no due instant comes last in both directions, so the other direction is not this index read backwards.
CREATE INDEX "tickets_next_due_at_desc_idx" ON "tickets" ("next_due_at" DESC NULLS LAST, "id" DESC);
CREATE INDEX "tickets_requester_idx" ON "tickets" ("requester_id", "created_at", "id");
CREATE INDEX "tickets_organisation_idx" ON "tickets" ("organisation_id", "created_at", "id");
CREATE INDEX "tickets_team_idx" ON "tickets" ("team_id", "created_at", "id");
CREATE INDEX "tickets_assignee_idx" ON "tickets" ("assignee_id", "created_at", "id");
CREATE INDEX "tickets_status_idx" ON "tickets" ("status", "created_at", "id");
CREATE INDEX "tickets_search_idx" ON "tickets" USING gin ("search_text" gin_trgm_ops);
-- Alerts join the ticket that is open under their fingerprint.
CREATE UNIQUE INDEX "tickets_fingerprint_key" ON "tickets" ("fingerprint")
  WHERE "fingerprint" IS NOT NULL AND "status" NOT IN ('resolved', 'closed');
-- The sweeps: tickets whose workflow has not saved yet; tickets whose workflow has not ended.
CREATE INDEX "tickets_unstarted_idx" ON "tickets" ("created_at") WHERE "version" = 1;
CREATE INDEX "tickets_running_idx" ON "tickets" ("id") WHERE "ended_at" IS NULL;

ALTER TABLE "ticket_events"
  ADD CONSTRAINT "ticket_events_seq_check" CHECK ("seq" >= 1),
  ADD CONSTRAINT "ticket_events_data_check" CHECK (jsonb_typeof("data") = 'object');

ALTER TABLE "ticket_links"
  ADD CONSTRAINT "ticket_links_kind_check" CHECK (
    "kind" IN ('followUpOf', 'followedUpBy', 'duplicateOf', 'duplicatedBy')
  ),
  ADD CONSTRAINT "ticket_links_self_check" CHECK ("from_id" <> "to_id");

-- Texts: stored ahead of their command; what no event ever claims is swept.
ALTER TABLE "comments"
  ADD CONSTRAINT "comments_visibility_check" CHECK ("visibility" IN ('public', 'internal', 'survey')),
  ADD CONSTRAINT "comments_seq_check" CHECK ("seq" >= 1);
CREATE INDEX "comments_unclaimed_idx" ON "comments" ("created_at") WHERE "seq" IS NULL;
ALTER TABLE "revisions"
  ADD CONSTRAINT "revisions_seq_check" CHECK ("seq" >= 1),
  ADD CONSTRAINT "revisions_fields_check" CHECK ("fields" IS NULL OR jsonb_typeof("fields") = 'object'),
  ADD CONSTRAINT "revisions_tags_check" CHECK ("tags" IS NULL OR jsonb_typeof("tags") = 'array');
CREATE INDEX "revisions_unclaimed_idx" ON "revisions" ("created_at") WHERE "seq" IS NULL;

-- Assignments: claimed, then held, then freed. A ticket is held by one agent at most.
ALTER TABLE "assignments"
  ADD CONSTRAINT "assignments_no_check" CHECK ("no" >= 1),
  ADD CONSTRAINT "assignments_state_check" CHECK ("state" IN ('claimed', 'held', 'freed')),
  ADD CONSTRAINT "assignments_freed_check" CHECK (("state" = 'freed') = ("freed_at" IS NOT NULL));
CREATE UNIQUE INDEX "assignments_held_key" ON "assignments" ("ticket_id") WHERE "state" = 'held';
CREATE INDEX "assignments_load_idx" ON "assignments" ("agent_id") WHERE "state" IN ('claimed', 'held');
CREATE INDEX "assignments_agent_idx" ON "assignments" ("agent_id", "created_at");
CREATE INDEX "assignments_claimed_idx" ON "assignments" ("created_at") WHERE "state" = 'claimed';

ALTER TABLE "surveys"
  ADD CONSTRAINT "surveys_no_check" CHECK ("no" >= 1),
  ADD CONSTRAINT "surveys_state_check" CHECK ("state" IN ('scheduled', 'sent', 'answered', 'expired', 'cancelled')),
  ADD CONSTRAINT "surveys_score_check" CHECK ("score" IS NULL OR "score" BETWEEN 1 AND 5);

ALTER TABLE "deliveries"
  ADD CONSTRAINT "deliveries_state_check" CHECK ("state" IN ('waiting', 'sent', 'failed')),
  ADD CONSTRAINT "deliveries_sent_check" CHECK (("state" = 'sent') = ("sent_at" IS NOT NULL));
CREATE INDEX "deliveries_waiting_idx" ON "deliveries" ("channel", "created_at", "id") WHERE "state" = 'waiting';
CREATE INDEX "deliveries_ticket_idx" ON "deliveries" ("ticket_id", "seq");

ALTER TABLE "idempotency_keys"
  ADD CONSTRAINT "idempotency_keys_state_check" CHECK ("state" IN ('running', 'done'));
CREATE INDEX "idempotency_keys_actor_idx" ON "idempotency_keys" ("actor_id", "idempotency_key")
  WHERE "idempotency_key" IS NOT NULL;

-- The audit trail only grows.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are written once: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
