-- Addresses of other systems that hear of events.
CREATE TABLE "webhooks" (
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    -- Kinds of events; none: all.
    "events" TEXT[] NOT NULL DEFAULT '{}',
    -- Also internal comments and files.
    "internal" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    -- Sealed by the installation's secret.
    "secret" TEXT,
    "previous_secret" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    -- Id of the user or the key that wrote it last.
    "owner_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhooks_version_check" CHECK ("version" >= 1)
);

-- Whatever writes an event writes in the same transaction what webhooks are told of it. What could not be delivered to a
-- webhook is told to none: two that are dead would tell each other for ever.
CREATE FUNCTION tell_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM webhooks WHERE active) THEN
    RETURN NULL;
  END IF;
  INSERT INTO deliveries (id, key, ticket_id, seq, kind, channel, recipient, payload)
  SELECT gen_random_uuid(), h.ticket_id || ':' || h.seq || ':webhook:' || w.id, h.ticket_id, h.seq, h.kind,
         'webhook:' || w.id, 'webhook:' || w.id, '{}'
    FROM happened h JOIN webhooks w ON w.active AND (w.events = '{}' OR h.kind = ANY (w.events))
   WHERE (w.internal OR h.data ->> 'visibility' IS DISTINCT FROM 'internal')
     AND NOT (h.kind = 'deliveryFailed' AND starts_with(h.data ->> 'channel', 'webhook:'))
   ORDER BY h.seq
  ON CONFLICT (key) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "ticket_events_told" AFTER INSERT ON "ticket_events"
  REFERENCING NEW TABLE AS happened FOR EACH STATEMENT EXECUTE FUNCTION tell_webhooks();
