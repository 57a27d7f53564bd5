-- Surveys of the last year count as asked from the first day on; nobody's quiet time is longer.
UPDATE "surveys" s SET "requester_id" = t."requester_id", "send_at" = s."sent_at"
  FROM "tickets" t
 WHERE t."id" = s."ticket_id" AND s."sent_at" > now() - INTERVAL '1 year' AND s."state" <> 'cancelled';
