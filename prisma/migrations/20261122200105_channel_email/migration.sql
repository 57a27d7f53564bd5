-- Every desk writes mail, if only into a folder.
INSERT INTO "channels" ("id") VALUES ('email') ON CONFLICT DO NOTHING;
