-- The surveys before and after an instant that a requester gets; and those of a period, for reports.
CREATE INDEX "surveys_requester_idx" ON "surveys" ("requester_id", "send_at")
  WHERE "requester_id" IS NOT NULL AND "state" <> 'cancelled';
CREATE INDEX "surveys_sent_at_idx" ON "surveys" ("sent_at") WHERE "sent_at" IS NOT NULL;
