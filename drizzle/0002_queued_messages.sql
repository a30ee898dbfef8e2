CREATE TABLE "queued_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"thread_id" text NOT NULL,
	"user_id" text NOT NULL,
	"reply_id" text NOT NULL,
	"after_id" text NOT NULL,
	"text" text NOT NULL,
	"position" integer NOT NULL,
	"urgent" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "queued_messages" ADD CONSTRAINT "queued_messages_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "queued_messages_thread_idx" ON "queued_messages" USING btree ("thread_id","position");--> statement-breakpoint
CREATE INDEX "queued_messages_waiting_idx" ON "queued_messages" USING btree ("after_id") WHERE "queued_messages"."removed_at" is null;