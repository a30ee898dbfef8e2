import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import {
  type ApiKey,
  apiKeyPrefix,
  type CreatedApiKey,
  maxApiKeys,
} from "../../../shared/api-key.ts";
import { type Scope, scopes } from "../../../shared/scopes.ts";
import { newId } from "../../../shared/ids.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { tellViewers } from "../../platform/streams/tell-viewers.ts";
import { hashSecret } from "../../platform/hash-secret.ts";
import type { Database } from "../../platform/db/client.ts";
import { apiKeys, users } from "../../platform/db/schema/users.ts";
import { notFound, RequestError, theRow } from "../../platform/errors.ts";

/**
 * The user who creates or revokes a key, and the IP address; a null actor is the operator's command
 * line.
 */
export interface KeyOwner {
  userId: string;
  actorId: string | null;
  address: string | null;
}

/**
 * Creates a key for a user's programs. The secret is returned only here; the database stores its
 * hash.
 *
 * @throws RequestError `conflict` at the limit of keys; `forbidden` for a guest, and for the scope
 *   `admin` when the user is no admin
 */
export function createApiKey(
  db: Database,
  { userId, actorId, address }: KeyOwner,
  wanted: { name: string; scopes: readonly Scope[] },
): Promise<CreatedApiKey> {
  const secret = `${apiKeyPrefix}${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url")}`;
  return db.transaction(async (tx) => {
    // Locks the user's row, so that concurrent calls count right.
    const [owner] = await tx
      .select({ isGuest: users.isGuest, role: users.role })
      .from(users)
      .where(eq(users.id, userId))
      .for("update");
    requireEntitled(owner, wanted.scopes);
    const [live] = await tx.select({ count: count() }).from(apiKeys).where(liveOf(userId));
    if (live && live.count >= maxApiKeys)
      throw new RequestError(
        "conflict",
        "You have reached the limit of API keys. Revoke one first.",
      );
    const row = theRow(
      await tx
        .insert(apiKeys)
        .values({
          id: newId("apiKey"),
          userId,
          name: wanted.name,
          keyHash: hashSecret(secret),
          hint: secret.slice(-4),
          scopes: scopes.filter((scope) => wanted.scopes.includes(scope)),
        })
        .returning(keyColumns),
    );
    const details = { keyId: row.id, name: row.name };
    await recordAudit(tx, { kind: "api_key_created", actorId, userId, address, details });
    return { ...toApiKey(row), secret };
  });
}

/** A user's working keys, newest first. */
export async function listApiKeys(db: Database, userId: string): Promise<ApiKey[]> {
  const rows = await db
    .select(keyColumns)
    .from(apiKeys)
    .where(liveOf(userId))
    .orderBy(desc(apiKeys.id));
  return rows.map(toApiKey);
}

/**
 * Revokes a key. Its connections are closed within two seconds.
 *
 * @throws RequestError `not_found` for a key that is another user's or already revoked
 */
export async function revokeApiKey(
  db: Database,
  { userId, actorId, address }: KeyOwner,
  id: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [key] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiKeys.id, id), liveOf(userId)))
      .returning({ name: apiKeys.name });
    if (!key) throw notFound("API key");
    await tellViewers(tx, userId);
    const details = { keyId: id, name: key.name };
    await recordAudit(tx, { kind: "api_key_revoked", actorId, userId, address, details });
  });
}

/**
 * Guests are free to create, so keys for them would get around every limit. A scope above the
 * owner's role would start to work once the owner is promoted.
 */
function requireEntitled(
  owner: { isGuest: boolean; role: "user" | "admin" } | undefined,
  wanted: readonly Scope[],
): void {
  if (owner?.role === "admin") return;
  if (!owner || owner.isGuest) throw new RequestError("forbidden", "Guests cannot have API keys.");
  if (wanted.includes("admin"))
    throw new RequestError("forbidden", "Only admins can create keys with the scope admin.");
}

const keyColumns = {
  id: apiKeys.id,
  name: apiKeys.name,
  hint: apiKeys.hint,
  scopes: apiKeys.scopes,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
};

function liveOf(userId: string) {
  return and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt));
}

function toApiKey(row: {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
}): ApiKey {
  return {
    ...row,
    scopes: scopes.filter((scope) => row.scopes.includes(scope)),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
