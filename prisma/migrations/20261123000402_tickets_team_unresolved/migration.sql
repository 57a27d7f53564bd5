-- Of a million tickets few are unresolved, and they are what people look at all day.
CREATE INDEX CONCURRENTLY "tickets_team_unresolved_idx" ON "tickets" ("team_id", "next_due_at", "id") WHERE "status" IN ('new', 'open', 'pending');
