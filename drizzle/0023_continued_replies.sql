ALTER TABLE "generations" ALTER COLUMN "message_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "generations" ADD COLUMN "continues" jsonb;--> statement-breakpoint
ALTER TABLE "generations" ADD COLUMN "continuing_attempt" integer;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_continuing_check" CHECK ("generations"."continues" is null or "generations"."continuing_attempt" = "generations"."attempt") NOT VALID;