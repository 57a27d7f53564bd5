-- A customer's own hours: tickets of the organisation count by them where their policy says so.
ALTER TABLE "organisations" ADD COLUMN "calendar" TEXT;

-- Edits that running tickets have to hear of. A row is written in the transaction of the edit, by the database itself,
-- and goes when every open ticket that it concerns has been told; `reached` is the last ticket looked at. A second
-- round finds those whose terms were being read at the moment of the edit.
CREATE TABLE "terms_changes" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "reached" UUID,
    "told" INTEGER NOT NULL DEFAULT 0,
    "round" SMALLINT NOT NULL DEFAULT 1,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "terms_changes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "terms_changes_kind_check" CHECK ("kind" IN ('calendar', 'team', 'organisation')),
    CONSTRAINT "terms_changes_told_check" CHECK ("told" >= 0)
);

CREATE FUNCTION note_calendar_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO terms_changes (kind, ref) VALUES ('calendar', NEW.id);
  RETURN NULL;
END
$$;
-- Nobody counts by a first version yet.
CREATE TRIGGER "documents_terms" AFTER INSERT ON "documents" FOR EACH ROW
  WHEN (NEW.kind = 'calendar' AND NEW.version > 1)
  EXECUTE FUNCTION note_calendar_edit();

CREATE FUNCTION note_calendar_choice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO terms_changes (kind, ref) VALUES (TG_ARGV[0], NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "teams_terms" AFTER UPDATE OF calendar ON "teams" FOR EACH ROW
  WHEN (OLD.calendar IS DISTINCT FROM NEW.calendar)
  EXECUTE FUNCTION note_calendar_choice('team');
CREATE TRIGGER "organisations_terms" AFTER UPDATE OF calendar ON "organisations" FOR EACH ROW
  WHEN (OLD.calendar IS DISTINCT FROM NEW.calendar)
  EXECUTE FUNCTION note_calendar_choice('organisation');
