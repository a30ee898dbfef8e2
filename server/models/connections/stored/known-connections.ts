import { eq, sql } from "drizzle-orm";
import { forgetCached } from "../../../platform/cache/forget-cached.ts";
import type { Executor } from "../../../platform/db/client.ts";
import { serverSettings } from "../../../platform/db/schema/connections.ts";
import {
  knownConnectionsSetting,
  storedConnectionsPlace,
  toKnownIds,
} from "./stored-connections.ts";

/** Records the ids of connections for good, on all nodes. */
export async function rememberConnections(db: Executor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const added = sql`${JSON.stringify(ids)}::jsonb`;
  const before = sql`case jsonb_typeof(${serverSettings.value})
    when 'array' then ${serverSettings.value} else '[]'::jsonb end`;
  const changed = await db.execute(sql`
    insert into ${serverSettings} (name, value) values (${knownConnectionsSetting}, ${added})
    on conflict (name) do update set updated_at = now(), value = (
      select jsonb_agg(distinct id) from jsonb_array_elements(${before} || ${added}) as all_ids(id)
    )
    where not ${serverSettings.value} @> ${added} returning 1`);
  if (changed.length > 0) await forgetCached(db, storedConnectionsPlace);
}

/** Whether the server has or has had a connection of this id. */
export async function isKnownConnection(db: Executor, id: string): Promise<boolean> {
  const [row] = await db
    .select({ value: serverSettings.value })
    .from(serverSettings)
    .where(eq(serverSettings.name, knownConnectionsSetting));
  return toKnownIds(row?.value).includes(id);
}
