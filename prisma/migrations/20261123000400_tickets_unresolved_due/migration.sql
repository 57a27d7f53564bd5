-- Of a million tickets few are unresolved, and they are what people look at all day.
CREATE INDEX CONCURRENTLY "tickets_unresolved_due_idx" ON "tickets" ("next_due_at", "id") WHERE "status" IN ('new', 'open', 'pending');
