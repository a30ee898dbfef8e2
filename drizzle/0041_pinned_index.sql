CREATE INDEX CONCURRENTLY "threads_pinned_idx" ON "threads" USING btree ("user_id") WHERE "threads"."place" = 'pinned';
