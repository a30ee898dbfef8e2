ALTER TABLE "analytics_totals" ADD COLUMN "cached_input_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "analytics_totals" ADD COLUMN "reasoning_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "analytics_user_totals" ADD COLUMN "cached_input_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "analytics_user_totals" ADD COLUMN "reasoning_tokens" bigint DEFAULT 0 NOT NULL;