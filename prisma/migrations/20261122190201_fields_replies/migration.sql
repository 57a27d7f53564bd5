-- Definitions of custom fields, and canned replies, are documents too. The table is small: checking it takes no time.
ALTER TABLE "documents"
  DROP CONSTRAINT "documents_kind_check",
  ADD CONSTRAINT "documents_kind_check"
    CHECK ("kind" IN ('calendar', 'policy', 'triageRules', 'matrix', 'field', 'reply'));
