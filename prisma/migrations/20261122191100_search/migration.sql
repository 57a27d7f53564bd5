-- Search: what can be looked for, in a table of its own. A ticket's row is written anew with every event; were its texts
-- indexed there, each event would pay for indexing them again. Here they are indexed when they change.

-- Words as they are looked for: folded, with everything but letters and digits made a space, so that `ERP/SAP` and
-- `l'email` are two words each. `prisma/search.ts` does the same to what is looked for. Longer texts than a person writes
-- are cut: what remains always fits a tsvector.
CREATE FUNCTION search_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(
    left(fold(value), 100000),
    $p$!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~’‘‚“”„«»‹›…–—·•¿¡$p$,
    repeat(' ', 49)
  )
$$;

-- The stems of a text in French and English, and its words as they stand. French endings that have an accent (bloquée,
-- bloqués) are told by it, so French stems are also taken before the accents go.
CREATE FUNCTION search_vector(value text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT strip(
    to_tsvector('simple', words) || to_tsvector('french', words) || to_tsvector('english', words)
    || CASE WHEN value ~ '[^\x01-\x7f]' THEN to_tsvector('simple', search_text(
         array_to_string(tsvector_to_array(to_tsvector('french', left(normalize(value, NFKC), 100000))), ' ')
       )) ELSE '' END
  )
  FROM (SELECT search_text(value) AS words) AS folded
$$;

-- What one word of a search asks for: any of its forms above, each once. Empty if it holds neither letter nor digit.
CREATE FUNCTION search_query(word text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(DISTINCT '(' || form || ')', ' | '), '')::tsquery
    FROM (SELECT search_text(word) AS folded) AS f,
         unnest(ARRAY[
           plainto_tsquery('simple', folded), plainto_tsquery('french', folded), plainto_tsquery('english', folded),
           plainto_tsquery('simple', search_text(
             array_to_string(tsvector_to_array(to_tsvector('french', normalize(word, NFKC))), ' ')
           ))
         ]::text[]) AS form
   WHERE form <> ''
$$;

CREATE TABLE "search_documents" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "internal" BOOLEAN NOT NULL,
    "subject" TEXT,
    "vector" TSVECTOR NOT NULL,

    CONSTRAINT "search_documents_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "search_documents_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "search_documents_ticket_id_idx" ON "search_documents" ("ticket_id");
-- New entries wait in a list that each search reads as well, hence a short one.
CREATE INDEX "search_documents_vector_idx" ON "search_documents" USING gin ("vector") WITH (gin_pending_list_limit = 256);
CREATE INDEX "search_documents_subject_idx" ON "search_documents" USING gin ("subject" gin_trgm_ops)
  WITH (gin_pending_list_limit = 256) WHERE "subject" IS NOT NULL;

-- The tickets whose texts hold a word, if they are few; null if there are more. Frequent words are known by the table's
-- statistics and not looked up; for the others the index is asked, which the planner would not do if it took them, as it
-- takes whatever its statistics do not have, for frequent. `inside` is a pattern for subjects, or null.
CREATE FUNCTION search_few(word text, inside text, few int) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET enable_seqscan = off AS $$
DECLARE
  wanted tsquery := search_query(word);
  frequent text[] := (SELECT most_common_elems::text::text[] FROM pg_stats
    WHERE schemaname = current_schema() AND tablename = 'search_documents' AND attname = 'vector');
  tickets uuid[];
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(tsvector_to_array(search_vector(word))) AS form
              WHERE char_length(form) > 2 AND form = ANY (frequent)) THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(DISTINCT ticket_id) INTO tickets FROM (
    (SELECT ticket_id FROM search_documents WHERE vector @@ wanted LIMIT few + 1)
    UNION ALL
    (SELECT ticket_id FROM search_documents WHERE subject LIKE inside LIMIT few + 1)
  ) AS holding;
  RETURN CASE WHEN cardinality(tickets) > few THEN NULL ELSE coalesce(tickets, '{}') END;
END
$$;

-- The database keeps it, in the transaction of the change: whoever writes a text cannot forget it, and what was written
-- is found by the next search.
CREATE FUNCTION search_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_documents (id, ticket_id, internal, subject, vector)
  VALUES (NEW.id, NEW.id, false, fold(NEW.key || ' ' || NEW.subject),
          search_vector(NEW.key || ' ' || NEW.subject || ' ' || NEW.description))
  ON CONFLICT (id) DO UPDATE SET subject = EXCLUDED.subject, vector = EXCLUDED.vector;
  RETURN NULL;
END
$$;
CREATE TRIGGER "tickets_search_insert" AFTER INSERT ON "tickets" FOR EACH ROW EXECUTE FUNCTION search_ticket();
CREATE TRIGGER "tickets_search_update" AFTER UPDATE OF "key", "subject", "description" ON "tickets" FOR EACH ROW
  WHEN ((OLD.key, OLD.subject, OLD.description) IS DISTINCT FROM (NEW.key, NEW.subject, NEW.description))
  EXECUTE FUNCTION search_ticket();

-- A comment is there from the moment at which its event claims it; those of surveys are not for searching.
CREATE FUNCTION search_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_documents (id, ticket_id, internal, vector)
  VALUES (NEW.id, NEW.ticket_id, NEW.visibility <> 'public', search_vector(NEW.body))
  ON CONFLICT (id) DO UPDATE SET internal = EXCLUDED.internal, vector = EXCLUDED.vector;
  RETURN NULL;
END
$$;
CREATE TRIGGER "comments_search_insert" AFTER INSERT ON "comments" FOR EACH ROW
  WHEN (NEW.seq IS NOT NULL AND NEW.visibility <> 'survey')
  EXECUTE FUNCTION search_comment();
CREATE TRIGGER "comments_search_update" AFTER UPDATE OF "seq", "body", "visibility" ON "comments" FOR EACH ROW
  WHEN (NEW.seq IS NOT NULL AND NEW.visibility <> 'survey'
        AND (OLD.seq IS NULL OR OLD.body <> NEW.body OR OLD.visibility <> NEW.visibility))
  EXECUTE FUNCTION search_comment();
CREATE FUNCTION forget_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_documents WHERE id = OLD.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER "comments_search_delete" AFTER DELETE ON "comments" FOR EACH ROW
  WHEN (OLD.seq IS NOT NULL)
  EXECUTE FUNCTION forget_comment();
