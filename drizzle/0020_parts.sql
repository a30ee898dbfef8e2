ALTER TABLE "chunks" ADD COLUMN "event" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "parts" jsonb;