-- The same by their names.
CREATE INDEX CONCURRENTLY "users_dotted_name_idx" ON "users" (lower(replace("name", ' ', '.'))) WHERE "role" <> 'requester';
