-- People of the desk by what comments call them.
CREATE INDEX CONCURRENTLY "users_handle_idx" ON "users" (lower(split_part("email", '@', 1))) WHERE "role" <> 'requester';
