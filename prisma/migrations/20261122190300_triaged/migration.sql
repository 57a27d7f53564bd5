-- Which rules have matched lately. Built beside those who write.
CREATE INDEX CONCURRENTLY "ticket_events_triaged_idx" ON "ticket_events" ("at") WHERE "kind" = 'triaged';
