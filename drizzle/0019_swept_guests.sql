ALTER TABLE "users" ADD COLUMN "guest_seen_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "deleted_threads_user_idx" ON "deleted_threads" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "deleted_threads_deleted_idx" ON "deleted_threads" USING btree ("deleted_at");--> statement-breakpoint
CREATE INDEX "api_keys_revoked_idx" ON "api_keys" USING btree ("revoked_at") WHERE "api_keys"."revoked_at" is not null;--> statement-breakpoint
CREATE INDEX "users_guests_idx" ON "users" USING btree (coalesce("guest_seen_at", "created_at")) WHERE "users"."is_guest" and "users"."role" = 'user';