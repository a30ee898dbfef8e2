CREATE TABLE "analytics_batches" (
	"id" text PRIMARY KEY NOT NULL,
	"size" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"not_before" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "analytics_events" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "analytics_events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"fact" jsonb NOT NULL,
	"is_counted" boolean DEFAULT false NOT NULL,
	"batch_id" text
);
--> statement-breakpoint
CREATE TABLE "analytics_people" (
	"span" text NOT NULL,
	"starts" timestamp (3) with time zone NOT NULL,
	"workflow_id" text NOT NULL,
	"people" integer NOT NULL,
	CONSTRAINT "analytics_people_span_starts_workflow_id_pk" PRIMARY KEY("span","starts","workflow_id")
);
--> statement-breakpoint
CREATE TABLE "analytics_presences" (
	"span" text NOT NULL,
	"starts" timestamp (3) with time zone NOT NULL,
	"workflow_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "analytics_presences_span_starts_workflow_id_user_id_pk" PRIMARY KEY("span","starts","workflow_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "analytics_totals" (
	"step" text NOT NULL,
	"starts" timestamp (3) with time zone NOT NULL,
	"workflow_id" text NOT NULL,
	"model" text NOT NULL,
	"sessions" integer NOT NULL,
	"messages" integer NOT NULL,
	"replies" integer NOT NULL,
	"errors" integer NOT NULL,
	"stopped" integer NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"feedback_positive" integer NOT NULL,
	"feedback_negative" integer NOT NULL,
	"sign_ins" integer NOT NULL,
	"registrations" integer NOT NULL,
	"first_tokens" jsonb NOT NULL,
	CONSTRAINT "analytics_totals_step_starts_workflow_id_model_pk" PRIMARY KEY("step","starts","workflow_id","model")
);
--> statement-breakpoint
CREATE TABLE "analytics_user_totals" (
	"user_id" text NOT NULL,
	"step" text NOT NULL,
	"starts" timestamp (3) with time zone NOT NULL,
	"workflow_id" text NOT NULL,
	"model" text NOT NULL,
	"sessions" integer NOT NULL,
	"messages" integer NOT NULL,
	"replies" integer NOT NULL,
	"errors" integer NOT NULL,
	"stopped" integer NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"feedback_positive" integer NOT NULL,
	"feedback_negative" integer NOT NULL,
	"sign_ins" integer NOT NULL,
	"registrations" integer NOT NULL,
	"first_tokens" jsonb NOT NULL,
	CONSTRAINT "analytics_user_totals_user_id_step_starts_workflow_id_model_pk" PRIMARY KEY("user_id","step","starts","workflow_id","model")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "analytics_opt_out" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "analytics_events" ADD CONSTRAINT "analytics_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics_presences" ADD CONSTRAINT "analytics_presences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics_user_totals" ADD CONSTRAINT "analytics_user_totals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analytics_batches_created_idx" ON "analytics_batches" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "analytics_batches_open_idx" ON "analytics_batches" USING btree ("created_at") WHERE "analytics_batches"."delivered_at" is null and "analytics_batches"."failure" is null;--> statement-breakpoint
CREATE INDEX "analytics_events_uncounted_idx" ON "analytics_events" USING btree ("seq") WHERE not "analytics_events"."is_counted";--> statement-breakpoint
CREATE INDEX "analytics_events_unbatched_idx" ON "analytics_events" USING btree ("seq") WHERE "analytics_events"."batch_id" is null;--> statement-breakpoint
CREATE INDEX "analytics_events_batch_idx" ON "analytics_events" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "analytics_events_user_idx" ON "analytics_events" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "analytics_events_at_idx" ON "analytics_events" USING brin ("at");--> statement-breakpoint
CREATE INDEX "analytics_presences_user_idx" ON "analytics_presences" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "analytics_user_totals_starts_idx" ON "analytics_user_totals" USING brin ("starts");