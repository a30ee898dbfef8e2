CREATE TABLE "search_pages" (
	"segment_id" bigint NOT NULL,
	"first_element" bigint NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "search_pages_segment_id_first_element_pk" PRIMARY KEY("segment_id","first_element")
);
--> statement-breakpoint
CREATE TABLE "search_segments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_segments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"newest" timestamp (3) with time zone NOT NULL,
	"oldest" timestamp (3) with time zone NOT NULL,
	"size" integer NOT NULL,
	"is_full" boolean NOT NULL,
	"places" "bytea" NOT NULL,
	"checked_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unindexed_messages" (
	"user_id" text NOT NULL,
	"message_id" text NOT NULL,
	"change" bigint GENERATED ALWAYS AS IDENTITY (sequence name "unindexed_messages_change_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "unindexed_messages_user_id_message_id_pk" PRIMARY KEY("user_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "search_pages" ADD CONSTRAINT "search_pages_segment_id_search_segments_id_fk" FOREIGN KEY ("segment_id") REFERENCES "public"."search_segments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_segments" ADD CONSTRAINT "search_segments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_segments_user_idx" ON "search_segments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "search_segments_checked_idx" ON "search_segments" USING btree ("checked_at");--> statement-breakpoint
-- Postings and ids do not compress, and parts of a value can only be read if it is not compressed.
ALTER TABLE "search_segments" ALTER COLUMN "places" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "search_pages" ALTER COLUMN "body" SET STORAGE EXTERNAL;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "note_unindexed_message"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF OLD."user_id" <> NEW."user_id" THEN
			DELETE FROM "unindexed_messages" WHERE "user_id" = OLD."user_id" AND "message_id" = OLD."id";
		END IF;
	END IF;
	INSERT INTO "unindexed_messages" ("user_id", "message_id") VALUES (NEW."user_id", NEW."id")
	ON CONFLICT ("user_id", "message_id") DO UPDATE SET "change" = DEFAULT;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "note_unindexed_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "unindexed_messages" ("user_id", "message_id")
	SELECT "user_id", "id" FROM "messages" WHERE "id" = NEW."message_id"
	ON CONFLICT ("user_id", "message_id") DO UPDATE SET "change" = DEFAULT;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "forget_unindexed_message"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM "unindexed_messages" WHERE "user_id" = OLD."user_id" AND "message_id" = OLD."id";
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "messages_unindexed" AFTER INSERT OR UPDATE OF "text", "user_id" ON "messages" FOR EACH ROW WHEN (NEW."text" <> '' OR NEW."role" = 'user') EXECUTE FUNCTION "note_unindexed_message"();--> statement-breakpoint
CREATE TRIGGER "messages_forgotten" AFTER DELETE ON "messages" FOR EACH ROW EXECUTE FUNCTION "forget_unindexed_message"();--> statement-breakpoint
CREATE TRIGGER "message_attachments_unindexed" AFTER INSERT ON "message_attachments" FOR EACH ROW EXECUTE FUNCTION "note_unindexed_file"();
