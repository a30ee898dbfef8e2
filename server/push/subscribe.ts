import { and, desc, eq, ne, notInArray, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import type { NewSubscription } from "../../shared/push.ts";
import type { Transaction } from "../platform/db/client.ts";
import { pushSubscriptions } from "../platform/db/schema/push.ts";
import { RequestError } from "../platform/errors.ts";
import { isCallable } from "../platform/upstream/post-pinned.ts";
import { areReceiverKeys } from "./encrypt-payload.ts";
import { readServerKey } from "./push-keys.ts";
import type { PushServices, PushSettings } from "./push-services.ts";

/** Maximum number of devices of one user; the least recently notified one makes room. */
export const mostDevices = 10;

/** The user, and the auth session of the browser that subscribes. */
export interface PushCaller {
  userId: string;
  authSessionId: string;
}

/**
 * Turns notifications on for the browser of an auth session, in place of an earlier subscription of
 * it. Repeating it changes nothing.
 *
 * @returns the device's id
 * @throws RequestError `forbidden` where push is turned off; `invalid_input` for an address that the
 *   server does not call, or keys that are none; `conflict` for another key of the server, or the
 *   address of another user's browser
 */
export async function subscribe(
  { db, sql: connection, settings }: Pick<PushServices, "db" | "sql" | "settings">,
  caller: PushCaller,
  subscription: NewSubscription,
): Promise<string> {
  const { endpoint, keys, serverKey } = subscription;
  if (!isCallable(endpoint, requirePush(settings).ownServices))
    throw new RequestError("invalid_input", "This server does not send to such an address.", {
      fields: ["endpoint"],
    });
  if (!(await areReceiverKeys(keys)))
    throw new RequestError("invalid_input", "These are not the keys of a subscription.", {
      fields: ["keys"],
    });
  if (serverKey !== (await readServerKey(connection)))
    throw new RequestError("conflict", "The server has another key. Subscribe again.");
  return db.transaction((tx) => keep(tx, caller, subscription));
}

/** @throws RequestError `forbidden` where push is turned off */
export function requirePush(settings: PushSettings | null): PushSettings {
  if (!settings) throw new RequestError("forbidden", "This server sends no push notifications.");
  return settings;
}

async function keep(
  tx: Transaction,
  { userId, authSessionId }: PushCaller,
  { endpoint, keys: { p256dh, auth }, serverKey }: NewSubscription,
): Promise<string> {
  const of = pushSubscriptions;
  // Of two calls for one session, the second waits here.
  await tx.execute(
    sql`select 1 from auth_sessions where id = ${authSessionId} and user_id = ${userId} for no key update`,
  );
  await tx.delete(of).where(and(eq(of.authSessionId, authSessionId), ne(of.endpoint, endpoint)));
  const owner = { userId, authSessionId, p256dh, auth, serverKey };
  const [kept] = await tx
    .insert(of)
    .values({ id: newId("pushSubscription"), endpoint, ...owner })
    .onConflictDoUpdate({
      target: of.endpoint,
      set: owner,
      // Only the browser itself knows the keys: then another user has signed in there.
      setWhere: sql`${of.userId} = ${userId} or (${of.p256dh} = ${p256dh} and ${of.auth} = ${auth})`,
    })
    .returning({ id: of.id });
  if (!kept) throw new RequestError("conflict", "This address belongs to another subscription.");
  const newest = tx
    .select({ id: of.id })
    .from(of)
    .where(eq(of.userId, userId))
    .orderBy(
      desc(sql`${of.id} = ${kept.id}`),
      desc(sql`coalesce(${of.lastUsedAt}, ${of.createdAt})`),
    )
    .limit(mostDevices);
  await tx.delete(of).where(and(eq(of.userId, userId), notInArray(of.id, newest)));
  return kept.id;
}
