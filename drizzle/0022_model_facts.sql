CREATE TABLE "model_facts" (
	"server" text NOT NULL,
	"model" text NOT NULL,
	"facts" jsonb NOT NULL,
	"learnt_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_facts_server_model_pk" PRIMARY KEY("server","model")
);
--> statement-breakpoint
CREATE INDEX "model_facts_learnt_idx" ON "model_facts" USING btree ("learnt_at");