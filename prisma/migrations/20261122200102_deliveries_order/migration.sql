-- Whether somebody is to be told something earlier of the same ticket first.
CREATE INDEX CONCURRENTLY "deliveries_order_idx" ON "deliveries" ("channel", "recipient", "ticket_id", "seq")
  WHERE "state" = 'waiting';
