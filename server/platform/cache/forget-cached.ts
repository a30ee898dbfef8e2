import { sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { noticeChannels } from "../streams/notices.ts";
import type { CachePlace } from "./cache-kind.ts";

/**
 * Has all nodes forget what is cached in a place, once that is committed. The row stays, without a
 * value and without a lease: who is reading at this moment may have seen what was before, and stores
 * nothing.
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
