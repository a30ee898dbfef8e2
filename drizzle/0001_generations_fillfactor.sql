-- A live generation's row changes with every flush: leave room on its page, so the new version
-- stays there (heap-only update) and no index is touched.
ALTER TABLE "generations" SET (fillfactor = 50);
