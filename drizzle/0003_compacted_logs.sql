ALTER TABLE "generations" ADD COLUMN "has_log" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "feed_events_created_idx" ON "feed_events" USING brin ("created_at");--> statement-breakpoint
CREATE INDEX "generations_compactable_idx" ON "generations" USING btree ("finished_at") WHERE "generations"."has_log" and "generations"."finished_at" is not null;