CREATE UNLOGGED TABLE "cache_entries" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb,
	"version" text,
	"size" integer DEFAULT 0 NOT NULL,
	"stored_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"fresh_until" timestamp (3) with time zone,
	"stale_until" timestamp (3) with time zone,
	"lease" text,
	"lease_until" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	CONSTRAINT "cache_entries_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "upstream" text;--> statement-breakpoint
CREATE INDEX "cache_entries_stale_idx" ON "cache_entries" USING btree ("stale_until");