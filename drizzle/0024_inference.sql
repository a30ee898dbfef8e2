ALTER TABLE "workflows" ALTER COLUMN "settings" SET DEFAULT '{"temperature":null,"maxOutputTokens":null,"effort":null,"maxTurns":null,"maxRequestsPerMinute":10,"access":"everyone","fileUpload":{"enabled":false,"maxFileSize":512,"maxFiles":10},"history":{"enabled":true,"recentThreads":null}}'::jsonb;--> statement-breakpoint
ALTER TABLE "generations" ADD COLUMN "effort" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "provider_data" jsonb;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "inference" jsonb;