CREATE UNLOGGED TABLE "model_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"server" text NOT NULL,
	"user_id" text NOT NULL,
	"slot" integer,
	"turn" integer DEFAULT 0 NOT NULL,
	"since" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "model_calls_slot_idx" ON "model_calls" USING btree ("server","slot");--> statement-breakpoint
CREATE INDEX "model_calls_lease_idx" ON "model_calls" USING btree ("lease_until");--> statement-breakpoint
CREATE INDEX "model_calls_turn_idx" ON "model_calls" USING btree ("server","turn","since") WHERE "model_calls"."slot" is null;