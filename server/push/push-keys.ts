import { exportJWK, generateKeyPair } from "jose";
import type { Sql } from "postgres";
import type { Logger } from "../platform/log.ts";
import type { SealedSecrets } from "../platform/sealed-secrets.ts";

/** The key pair by which push services recognise this server (VAPID, RFC 8292): ES256. */
export interface PushKeys {
  /** The uncompressed point, base64url. */
  publicKey: string;
  /** The private number, base64url. */
  privateKey: string;
}

/** Where the key pair is kept. */
export interface PushKeyDeps {
  sql: Sql;
  sealed: SealedSecrets;
  log: Logger;
}

const purpose = "vapid";
/** Binds the sealed key to its row. */
const place = `push_keys:${purpose}`;

interface KeyRow {
  publicKey: string;
  sealed: string;
}

/**
 * Makes the server's key pair at the first start; nodes that start together agree on one. A pair
 * sealed with an older secret is sealed with the newest, so that it outlives the older one.
 *
 * @returns whether this node's secrets open it. If they do not, the pair stays: they may be older
 *   than another node's, or mistyped, and every subscription would be lost with it.
 */
export async function ensurePushKeys(deps: PushKeyDeps): Promise<boolean> {
  const { sql, sealed, log } = deps;
  const row = await readRow(sql);
  if (!row) {
    const made = await makeKeys(sealed);
    await sql`
      insert into push_keys (purpose, public_key, sealed_private_key)
      values (${purpose}, ${made.publicKey}, ${made.sealed}) on conflict (purpose) do nothing`;
    return true;
  }
  const privateKey = sealed.open(row.sealed, place);
  if (privateKey === null) {
    log.error(
      "this node sends no notifications: JWT_SECRET_KEY and JWT_OLDER_SECRET_KEYS do not open the push keys",
    );
    return false;
  }
  // Of nodes that do so at the same time, one succeeds.
  if (!sealed.isNewest(row.sealed, place))
    await sql`
      update push_keys set sealed_private_key = ${sealed.seal(privateKey, place)}
      where purpose = ${purpose} and sealed_private_key = ${row.sealed}`;
  return true;
}

/**
 * The server's key pair. Reads it anew, because another node may have sealed it with a newer secret.
 *
 * @throws Error when the server's secrets do not open it
 */
export async function readPushKeys({ sql, sealed }: PushKeyDeps): Promise<PushKeys> {
  const row = await readRow(sql);
  const privateKey = row ? sealed.open(row.sealed, place) : null;
  if (!row || privateKey === null) throw new Error("this node cannot open the push keys");
  return { publicKey: row.publicKey, privateKey };
}

/** The public half, which every node can read. */
export async function readServerKey(sql: Sql): Promise<string> {
  const row = await readRow(sql);
  if (!row) throw new Error("the push keys are missing: every start makes them");
  return row.publicKey;
}

async function readRow(sql: Sql): Promise<KeyRow | undefined> {
  const [row] = await sql<KeyRow[]>`
    select public_key as "publicKey", sealed_private_key as sealed
    from push_keys where purpose = ${purpose}`;
  return row;
}

async function makeKeys(sealed: SealedSecrets): Promise<KeyRow> {
  const pair = await generateKeyPair("ES256", { extractable: true });
  const { x, y, d } = await exportJWK(pair.privateKey);
  if (x === undefined || y === undefined || d === undefined)
    throw new Error("an exported key lacks its numbers");
  const uncompressed = Uint8Array.of(4);
  const point = [uncompressed, Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
  return { publicKey: Buffer.concat(point).toString("base64url"), sealed: sealed.seal(d, place) };
}
