-- Whose turn it is in a team that assigns in turn: the lowest is next. Counted by tickets, not by the clock, since two
-- claims can begin in one millisecond and be made in the other order.
ALTER TABLE "memberships" ADD COLUMN "turn" BIGINT NOT NULL DEFAULT 0;

-- A team's queue in the order in which it is handed out.
CREATE INDEX "tickets_queue_idx" ON "tickets" ("team_id", "priority_rank" DESC, "created_at", "id")
  WHERE "assignee_id" IS NULL AND "status" IN ('new', 'open');

-- The outbox of the queues. A row says that something may have become possible in a team's queue; it is written in the
-- transaction of the change, by the database itself, so that nobody who changes something can forget it.
CREATE TABLE "queue_wakes" (
    "id" BIGSERIAL NOT NULL,
    "team_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "queue_wakes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "queue_wakes_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "queue_wakes_cause_check" CHECK (
      "cause" IN ('assignment', 'agent', 'membership', 'team', 'person', 'calendar', 'ticket')
    )
);
CREATE INDEX "queue_wakes_team_id_idx" ON "queue_wakes" ("team_id");

-- Wakes every team of an agent that assigns by itself.
CREATE FUNCTION wake_teams_of(agent UUID, why TEXT) RETURNS void LANGUAGE sql AS $$
  INSERT INTO queue_wakes (team_id, cause)
  SELECT t.id, why FROM memberships m JOIN teams t ON t.id = m.team_id
   WHERE m.user_id = agent AND t.assignment <> 'manual'
$$;

CREATE FUNCTION wake_after_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wake_teams_of(OLD.agent_id, 'assignment');
  RETURN NULL;
END
$$;
-- A place is free again, or somebody else's.
CREATE TRIGGER "assignments_wake" AFTER UPDATE ON "assignments" FOR EACH ROW
  WHEN (OLD.state <> 'freed' AND (NEW.state = 'freed' OR NEW.agent_id <> OLD.agent_id))
  EXECUTE FUNCTION wake_after_assignment();

CREATE FUNCTION wake_after_agent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wake_teams_of(NEW.user_id, 'agent');
  RETURN NULL;
END
$$;
CREATE TRIGGER "agents_wake" AFTER INSERT OR UPDATE OF presence, capacity, skills, calendar ON "agents" FOR EACH ROW
  EXECUTE FUNCTION wake_after_agent();

CREATE FUNCTION wake_after_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO queue_wakes (team_id, cause)
  SELECT t.id, 'membership' FROM teams t WHERE t.id = NEW.team_id AND t.assignment <> 'manual';
  RETURN NULL;
END
$$;
CREATE TRIGGER "memberships_wake" AFTER INSERT ON "memberships" FOR EACH ROW EXECUTE FUNCTION wake_after_membership();

CREATE FUNCTION wake_after_team() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO queue_wakes (team_id, cause) VALUES (NEW.id, 'team');
  RETURN NULL;
END
$$;
CREATE TRIGGER "teams_wake" AFTER UPDATE OF assignment ON "teams" FOR EACH ROW
  WHEN (OLD.assignment = 'manual' AND NEW.assignment <> 'manual')
  EXECUTE FUNCTION wake_after_team();

CREATE FUNCTION wake_after_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wake_teams_of(NEW.id, 'person');
  RETURN NULL;
END
$$;
CREATE TRIGGER "users_wake" AFTER UPDATE OF active ON "users" FOR EACH ROW
  WHEN (NEW.active AND NOT OLD.active)
  EXECUTE FUNCTION wake_after_person();

-- Other hours may mean that somebody's shift has begun.
CREATE FUNCTION wake_after_calendar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wake_teams_of(a.user_id, 'calendar') FROM agents a WHERE a.calendar = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER "documents_wake" AFTER INSERT ON "documents" FOR EACH ROW
  WHEN (NEW.kind = 'calendar')
  EXECUTE FUNCTION wake_after_calendar();

-- What has been waiting since before there were queues is handed out at once.
INSERT INTO "queue_wakes" ("team_id", "cause")
SELECT DISTINCT tm.id, 'team' FROM teams tm JOIN tickets t ON t.team_id = tm.id
 WHERE tm.assignment <> 'manual' AND t.assignee_id IS NULL AND t.status IN ('new', 'open');
