-- Where somebody is mentioned, when she asks what is known of her, or is erased.
CREATE INDEX CONCURRENTLY "comments_mentions_idx" ON "comments" USING gin ("mentions") WHERE "mentions" <> '{}';
