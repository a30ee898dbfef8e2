-- The users that the operator's command made for keys of its own are admins without an account: their
-- keys go on working, with an admin's limits.
UPDATE "users" SET "role" = 'admin'
WHERE "is_guest" AND "owner_id" IS NULL AND "id" IN (
	SELECT k."user_id" FROM "api_keys" k
	WHERE EXISTS (
		SELECT 1 FROM "audit_events" a
		WHERE a."user_id" = k."user_id" AND a."kind" = 'api_key_created' AND a."actor_id" IS NULL
	)
);
--> statement-breakpoint
-- Guests have no keys.
UPDATE "api_keys" SET "revoked_at" = now()
WHERE "revoked_at" IS NULL AND "user_id" IN (
	SELECT u."id" FROM "users" u WHERE u."id" = "api_keys"."user_id" AND u."is_guest" AND u."role" <> 'admin'
);
--> statement-breakpoint
-- A key of a plain user with the scope "admin" would begin to work when the user becomes an admin.
UPDATE "api_keys" SET
	"revoked_at" = CASE WHEN "scopes" = ARRAY['admin'] THEN now() END,
	"scopes" = CASE WHEN "scopes" = ARRAY['admin'] THEN "scopes" ELSE array_remove("scopes", 'admin') END
WHERE "revoked_at" IS NULL AND "scopes" @> ARRAY['admin'] AND "user_id" IN (
	SELECT u."id" FROM "users" u WHERE u."id" = "api_keys"."user_id" AND u."role" <> 'admin'
);
