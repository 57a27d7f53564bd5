-- Conditions that could not be evaluated for tickets: counted by rule or policy and version, for those who wrote them.
CREATE TABLE "rule_failures" (
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "message" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_ticket_id" UUID NOT NULL,

    CONSTRAINT "rule_failures_pkey" PRIMARY KEY ("kind", "id", "version"),
    CONSTRAINT "rule_failures_kind_check" CHECK ("kind" IN ('rule', 'policy')),
    CONSTRAINT "rule_failures_count_check" CHECK ("count" >= 1)
);
