-- Erasure of a person: begun in one transaction, finished in batches by whoever comes by.
ALTER TABLE "users" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
ALTER TABLE "users" ADD COLUMN "erasure_done_at" TIMESTAMPTZ(3);

-- The audit trail still only grows, but for two things that the law may ask for: what names an erased person is taken
-- out of the lines about her, and lines end with their retention. Whoever does so says so, for one transaction; nobody
-- does it by mistake.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('UPDATE', 'DELETE') AND current_setting('guichet.personal_data', true) = TG_OP THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'Rows of % are written once: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
DROP TRIGGER "audit_events_append_only" ON "audit_events";
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
