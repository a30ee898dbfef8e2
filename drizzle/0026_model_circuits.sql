CREATE UNLOGGED TABLE "model_circuits" (
	"server" text NOT NULL,
	"model" text NOT NULL,
	"failures" integer NOT NULL,
	"openings" integer DEFAULT 0 NOT NULL,
	"reason" text NOT NULL,
	"failed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"paused_until" timestamp (3) with time zone,
	"open_until" timestamp (3) with time zone,
	CONSTRAINT "model_circuits_server_model_pk" PRIMARY KEY("server","model")
);
