-- Of a million tickets few are unresolved, and they are what people look at all day.
CREATE INDEX CONCURRENTLY "tickets_assignee_unresolved_idx" ON "tickets" ("assignee_id", "next_due_at", "id") WHERE "status" IN ('new', 'open', 'pending');
