CREATE TABLE "share_files" (
	"share_id" text NOT NULL,
	"position" integer NOT NULL,
	"place" integer NOT NULL,
	"attachment_id" text NOT NULL,
	CONSTRAINT "share_files_share_id_position_place_pk" PRIMARY KEY("share_id","position","place")
);
--> statement-breakpoint
CREATE TABLE "share_messages" (
	"share_id" text NOT NULL,
	"position" integer NOT NULL,
	"role" text NOT NULL,
	"text" text NOT NULL,
	"parts" jsonb,
	"model" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "share_messages_share_id_position_pk" PRIMARY KEY("share_id","position")
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"user_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"title" text,
	"audience" text NOT NULL,
	"password_hash" text,
	"has_thoughts" boolean NOT NULL,
	"has_files" boolean NOT NULL,
	"leaf_id" text NOT NULL,
	"message_count" integer NOT NULL,
	"message_seq" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "shares_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "shared_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "share_files" ADD CONSTRAINT "share_files_share_id_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."shares"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_files" ADD CONSTRAINT "share_files_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_messages" ADD CONSTRAINT "share_messages_share_id_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."shares"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "share_files_attachment_idx" ON "share_files" USING btree ("attachment_id");--> statement-breakpoint
CREATE INDEX "shares_user_idx" ON "shares" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "shares_thread_idx" ON "shares" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "shares_expiry_idx" ON "shares" USING btree ("expires_at");