ALTER TABLE "messages" ADD COLUMN "search_filter" "bytea";--> statement-breakpoint
-- Bits of a filter do not compress, and an index on compressed ones would unpack each at every search.
ALTER TABLE "messages" ALTER COLUMN "search_filter" SET STORAGE EXTERNAL;
