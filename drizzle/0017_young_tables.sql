CREATE INDEX "mails_user_idx" ON "mails" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "queued_messages_removed_idx" ON "queued_messages" USING btree ("removed_at") WHERE "queued_messages"."removed_at" is not null;--> statement-breakpoint
CREATE INDEX "users_registered_idx" ON "users" USING btree ("id") WHERE not "users"."is_guest";--> statement-breakpoint
CREATE INDEX "users_admins_idx" ON "users" USING btree ("id") WHERE "users"."role" = 'admin';--> statement-breakpoint
CREATE INDEX "users_previewing_idx" ON "users" USING btree ("id") WHERE starts_with("users"."external_id", E'\x1fpreview:');