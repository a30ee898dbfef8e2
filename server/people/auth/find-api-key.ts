import type { Sql } from "postgres";
import { hashSecret } from "../../platform/hash-secret.ts";

/** Minimum interval between updates of a key's last use, in seconds. */
const noteUseSeconds = 60;

/** Finds an API key by its secret and notes its use. Returns the id, or null. */
export async function findApiKey(sql: Sql, secret: string): Promise<string | null> {
  const [key] = await sql<{ id: string; isDue: boolean }[]>`
    select id, coalesce(last_used_at < now() - ${noteUseSeconds} * interval '1 second', true) as "isDue"
    from api_keys where key_hash = ${hashSecret(secret)} and revoked_at is null`;
  if (!key) return null;
  if (key.isDue) await sql`update api_keys set last_used_at = now() where id = ${key.id}`;
  return key.id;
}
