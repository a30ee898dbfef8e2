CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"base_url" text,
	"sealed" text NOT NULL,
	"models" jsonb,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server_settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workflows" ALTER COLUMN "settings" SET DEFAULT '{"temperature":null,"maxOutputTokens":null,"effort":null,"fallbacks":null,"modelChoice":{"from":"none","models":[]},"maxTurns":null,"maxRequestsPerMinute":10,"access":"everyone","fileUpload":{"enabled":false,"maxFileSize":512,"maxFiles":10},"history":{"enabled":true,"recentThreads":null}}'::jsonb;