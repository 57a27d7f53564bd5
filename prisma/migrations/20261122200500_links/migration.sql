-- More kinds of links. The rows that are there hold to the narrower rule already: nothing is scanned under a lock.
ALTER TABLE "ticket_links" DROP CONSTRAINT "ticket_links_kind_check";
ALTER TABLE "ticket_links"
    -- Asked for and not made yet: it shows nowhere, but no circle may close through it. Null: it is there.
    ADD COLUMN "pending_since" TIMESTAMPTZ(3),
    ADD CONSTRAINT "ticket_links_kind_check" CHECK ("kind" IN (
        'followUpOf', 'followedUpBy', 'duplicateOf', 'duplicatedBy', 'parentOf', 'childOf', 'relatedTo', 'mergedInto',
        'mergedFrom', 'splitInto', 'splitFrom'
    )) NOT VALID;

ALTER TABLE "comments"
    -- The merged ticket that it was written to.
    ADD COLUMN "via_id" UUID;
