ALTER TABLE "connections" ADD COLUMN "access" jsonb DEFAULT '"everyone"'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "generations" ADD COLUMN "asked_model" text;