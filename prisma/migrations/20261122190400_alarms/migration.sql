-- What came by itself, for the report on lateness: the first event of each alarm. Built beside those who write.
CREATE INDEX CONCURRENTLY "ticket_events_alarms_idx" ON "ticket_events" ("at", "kind")
  WHERE "identity" LIKE 'alarm:%#0';
