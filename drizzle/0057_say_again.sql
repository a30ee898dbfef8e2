CREATE TABLE "removals" (
	"id" text PRIMARY KEY NOT NULL,
	"thread_id" text NOT NULL,
	"rows" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "generations" ADD COLUMN "instruction" text;--> statement-breakpoint
ALTER TABLE "generations" ADD COLUMN "revises_id" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "feedback_comment" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "feedback_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "provisional_title" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "source_thread_id" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "source_message_id" text;--> statement-breakpoint
ALTER TABLE "removals" ADD CONSTRAINT "removals_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "removals_thread_idx" ON "removals" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "removals_created_idx" ON "removals" USING btree ("created_at");