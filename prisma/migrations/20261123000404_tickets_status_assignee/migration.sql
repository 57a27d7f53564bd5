-- Who has a ticket depends on whether it is resolved: nobody has those that wait in queues, somebody had all others. Taken
-- for independent, "unassigned and unresolved" seems to be a few rows, and all of them are read to be sorted.
CREATE STATISTICS "tickets_status_assignee" (mcv) ON "status", "assignee_id" FROM "tickets";
