-- Of these, what the desk made up late: few, but after an outage.
CREATE INDEX CONCURRENTLY "ticket_events_late_idx" ON "ticket_events" ("at")
  WHERE "identity" LIKE 'alarm:%#0' AND "data" -> 'lateMs' IS NOT NULL;
