-- The audit trail by time, for lists and exports. Built beside those who write.
CREATE INDEX CONCURRENTLY "audit_events_at_idx" ON "audit_events" ("at", "id");
