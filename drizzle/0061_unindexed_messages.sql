-- The messages of earlier versions. The triggers exist since the migration before, which has ended, so none is left out.
INSERT INTO "unindexed_messages" ("user_id", "message_id")
SELECT "user_id", "id" FROM "messages" WHERE "text" <> '' OR "role" = 'user'
ON CONFLICT ("user_id", "message_id") DO NOTHING;
