ALTER TABLE "threads" ADD COLUMN "place" text DEFAULT 'listed' NOT NULL;
