import type { Sql } from "postgres";
import { hashSecret } from "../../platform/hash-secret.ts";

/** Prefix of client secrets, the same as the hosted API's. */
export const clientSecretPrefix = "ek_";

/** The id of the live chat session with this client secret, or null. */
export async function findChatSession(sql: Sql, secret: string): Promise<string | null> {
  const [session] = await sql<{ id: string }[]>`
    select id from chat_sessions
    where client_secret_hash = ${hashSecret(secret)} and cancelled_at is null and expires_at > now()`;
  return session?.id ?? null;
}
