CREATE INDEX CONCURRENTLY "messages_search_idx" ON "messages" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST,"search_filter");
