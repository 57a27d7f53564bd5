-- What was there before search had a table. On its own, since it takes as long as there are texts, and must not keep the
-- locks of the migration before meanwhile: tickets are opened and changed while this runs, and what they write wins.
INSERT INTO search_documents (id, ticket_id, internal, subject, vector)
SELECT id, id, false, fold(key || ' ' || subject), search_vector(key || ' ' || subject || ' ' || description) FROM tickets
ON CONFLICT (id) DO NOTHING;

INSERT INTO search_documents (id, ticket_id, internal, vector)
SELECT id, ticket_id, visibility <> 'public', search_vector(body) FROM comments
 WHERE seq IS NOT NULL AND visibility <> 'survey'
ON CONFLICT (id) DO NOTHING;
