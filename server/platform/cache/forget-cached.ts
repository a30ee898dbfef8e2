import { sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { noticeChannels } from "../streams/notices.ts";
import type { CachePlace } from "./cache-kind.ts";

/**
 * Invalidates a cached value on all nodes, on commit. The row stays, without value and lease: a
 * node that is loading may have read the old state, and then stores nothing.
 */
export async function forgetCached(executor: Executor, { kind, key }: CachePlace): Promise<void> {
  await executor.execute(sql`
    with forgotten as (
      insert into cache_entries as e (kind, key) values (${kind}, ${key})
      on conflict (kind, key) do update set value = null, version = null, size = 0, fresh_until = null,
        stale_until = null, lease = null, lease_until = null, failed_at = null
      returning 1
    ) select pg_notify(${noticeChannels.cache}, ${`${kind}||${key}`}) from forgotten`);
}
