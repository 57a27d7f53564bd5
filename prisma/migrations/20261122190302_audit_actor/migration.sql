-- What one person has changed.
CREATE INDEX CONCURRENTLY "audit_events_actor_idx" ON "audit_events" ("actor", "at", "id");
