CREATE TABLE "workflow_versions" (
	"workflow_id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"restored_from" integer,
	"published_by" text,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workflow_versions_workflow_id_version_pk" PRIMARY KEY("workflow_id","version")
);
--> statement-breakpoint
ALTER TABLE "generations" ADD COLUMN "workflow_version" integer;--> statement-breakpoint
ALTER TABLE "generations" ADD COLUMN "chat_session_id" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "chat_session_id" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "owner_id" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "chat_sessions" ADD COLUMN "workflow_version" integer;--> statement-breakpoint
ALTER TABLE "chat_sessions" ADD COLUMN "is_version_named" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "chat_sessions" ADD COLUMN "state_variables" jsonb;--> statement-breakpoint
ALTER TABLE "chat_sessions" ADD COLUMN "settings" jsonb;--> statement-breakpoint
ALTER TABLE "chat_sessions" ADD COLUMN "owner_id" text;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "settings" jsonb DEFAULT '{"temperature":null,"maxOutputTokens":null,"maxTurns":null,"maxRequestsPerMinute":10,"access":"everyone","fileUpload":{"enabled":false,"maxFileSize":512,"maxFiles":10},"history":{"enabled":true,"recentThreads":null}}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "draft" jsonb;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "draft_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "workflow_versions" ADD CONSTRAINT "workflow_versions_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_sessions" ADD CONSTRAINT "chat_sessions_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "users_external_key" ON "users" USING btree ("owner_id","external_id");--> statement-breakpoint
CREATE INDEX "chat_sessions_owner_idx" ON "chat_sessions" USING btree ("owner_id");--> statement-breakpoint
INSERT INTO "workflow_versions" ("workflow_id", "version", "definition", "published_at")
SELECT "id", "version", "settings" || jsonb_build_object(
	'name', "name", 'model', "model", 'instructions', "instructions",
	'greeting', "greeting", 'placeholder', "placeholder", 'starters', "starters"
), "updated_at" FROM "workflows";
