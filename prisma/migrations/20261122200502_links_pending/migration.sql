-- Links that were asked for and never made are swept.
CREATE INDEX CONCURRENTLY "ticket_links_pending_idx" ON "ticket_links" ("pending_since") WHERE "pending_since" IS NOT NULL;
