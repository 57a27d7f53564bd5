-- Of a million tickets few are unresolved, and they are what people look at all day.
CREATE INDEX CONCURRENTLY "tickets_unresolved_priority_idx" ON "tickets" ("priority_rank", "id") WHERE "status" IN ('new', 'open', 'pending');
