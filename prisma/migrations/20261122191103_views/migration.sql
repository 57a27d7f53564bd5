-- Saved views of lists: a person's own, a team's, everybody's who works at the desk.
CREATE TABLE "views" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "team_id" TEXT,
    "owner_id" UUID NOT NULL,
    "filter" JSONB NOT NULL,
    "sort" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "views_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "views_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "views_scope_check" CHECK ("scope" IN ('own', 'team', 'all') AND ("scope" = 'team') = ("team_id" IS NOT NULL)),
    CONSTRAINT "views_filter_check" CHECK (jsonb_typeof("filter") = 'object'),
    CONSTRAINT "views_version_check" CHECK ("version" >= 1)
);
CREATE INDEX "views_owner_id_id_idx" ON "views" ("owner_id", "id");
CREATE INDEX "views_team_id_id_idx" ON "views" ("team_id", "id");
