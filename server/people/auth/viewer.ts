import type { Sql } from "postgres";
import { apiKeyPrefix } from "../../../shared/api-key.ts";
import type { Scope } from "../../../shared/scopes.ts";
import type { AccessTokens, VerifiedClaims } from "./access-token.ts";
import { CheckMemory } from "./check-memory.ts";
import { findApiKey } from "./find-api-key.ts";
import type { Caller } from "../../assistants/sessions/caller.ts";
import {
  clientSecretPrefix,
  findChatSession,
} from "../../assistants/sessions/find-chat-session.ts";
import { readViewers, type ViewerRow } from "./read-viewers.ts";

/** The authenticated caller of a procedure. */
export interface Viewer extends Caller {
  /** What they call by: the id of an auth session, an API key or a chat session. */
  carrierId: string;
  role: "user" | "admin";
  /** What an API key may do; null for a person, who may do all that is theirs. */
  scopes: readonly Scope[] | null;
}

/** For how long a check of a carrier holds, in milliseconds: revoking takes effect within it. */
const checkHoldsMs = 1_500;

/** A check this old is made again with the next batch, so that one in use never runs out. Milliseconds. */
const renewAfterMs = 800;

/** Most carriers read by one statement, so that a look-up behind it waits for milliseconds. */
const mostAtOnce = 2_000;

/** What is being read: users whose rights change meanwhile are noted, for their rows are not kept. */
interface Reading {
  changedUsers: Set<string>;
}

/**
 * Finds out who calls, and goes on making sure that they still may. Every event of every
 * subscription asks, so the answer is in memory: carriers in use are checked again together, in one
 * statement a second, however many there are. Look-ups that come while another is on its way wait
 * for it and share the next statement.
 */
export class ViewerChecks {
  readonly #sql: Sql;
  readonly #tokens: AccessTokens;
  readonly #memory = new CheckMemory();
  readonly #readings = new Set<Reading>();
  /** Look-ups for the next statement, by carrier. */
  #asked = new Map<string, PromiseWithResolvers<Viewer | null>>();
  #isLooking = false;
  #isRenewing = false;

  /** @param sql best a connection that nothing else waits for: every call and event needs this */
  constructor(sql: Sql, tokens: AccessTokens) {
    this.#sql = sql;
    this.#tokens = tokens;
  }

  /** The viewer behind an access token or an API key; null for a bad one, or one that has ended. */
  async fromToken(token: string): Promise<Viewer | null> {
    if (token.startsWith(apiKeyPrefix)) {
      const id = await findApiKey(this.#sql, token);
      return id === null ? null : this.current(id);
    }
    if (token.startsWith(clientSecretPrefix)) {
      const id = await findChatSession(this.#sql, token);
      return id === null ? null : this.current(id);
    }
    const claims = await this.#tokens.verify(token);
    if (!claims) return null;
    const viewer = await this.current(claims.authSessionId);
    if (viewer) await this.#confirm(claims);
    return viewer;
  }

  /** The viewer of a carrier as of a moment ago; null when it has ended. */
  current(carrierId: string): Viewer | null | Promise<Viewer | null> {
    const now = performance.now();
    const check = this.#memory.get(carrierId);
    if (!check || now - check.at > checkHoldsMs) return this.#look(carrierId);
    check.usedAt = now;
    if (now - check.at > renewAfterMs && !this.#isRenewing) void this.#renew(now);
    return check.row;
  }

  /** Forgets what is known of a user's rights: they are read again at the next call. */
  forgetUser(userId: string): void {
    this.#memory.forgetUser(userId);
    // What is being read may be of the moment before.
    for (const { changedUsers } of this.#readings) changedUsers.add(userId);
  }

  /** A token from an answer that brought a new session secret: so that answer did arrive. */
  async #confirm({ authSessionId, issuedAt }: VerifiedClaims): Promise<void> {
    const row = this.#memory.get(authSessionId)?.row;
    if (!row) return;
    // A token younger than what is remembered may be from a change since.
    const isYounger = (issuedAt + 1) * 1_000 >= row.readAt;
    const isOwed = row.unconfirmedSince !== null && issuedAt >= Math.floor(row.unconfirmedSince);
    if (!isYounger && !isOwed) return;
    await this.#sql`
      update auth_sessions set confirmed_at = now()
      where id = ${authSessionId} and confirmed_at is null and rotated_at < to_timestamp(${issuedAt}::float8 + 1)`;
    row.unconfirmedSince = null;
  }

  #look(carrierId: string): Promise<Viewer | null> {
    const asked = this.#asked.get(carrierId) ?? Promise.withResolvers<Viewer | null>();
    this.#asked.set(carrierId, asked);
    if (!this.#isLooking) void this.#lookUpAsked();
    return asked.promise;
  }

  async #lookUpAsked(): Promise<void> {
    this.#isLooking = true;
    while (this.#asked.size > 0) {
      const asked = [...this.#asked].slice(0, mostAtOnce);
      for (const [carrierId] of asked) this.#asked.delete(carrierId);
      try {
        const rows = await this.#read(asked.map(([carrierId]) => carrierId));
        for (const [carrierId, { resolve }] of asked) resolve(rows.get(carrierId) ?? null);
      } catch (error) {
        for (const [, { reject }] of asked) reject(error);
      }
    }
    this.#isLooking = false;
  }

  /** Checks all carriers in use again. A failure leaves them to run out, and then to be looked up. */
  async #renew(now: number): Promise<void> {
    this.#isRenewing = true;
    const used = this.#memory.listUsed(now);
    try {
      for (let i = 0; i < used.length; i += mostAtOnce)
        await this.#read(used.slice(i, i + mostAtOnce));
    } catch {
      // The next call of each carrier looks for itself, and its caller learns why that fails.
    } finally {
      this.#isRenewing = false;
    }
  }

  /** Reads carriers and remembers them, but for those of users whose rights change meanwhile. */
  async #read(carrierIds: readonly string[]): Promise<Map<string, ViewerRow>> {
    const reading: Reading = { changedUsers: new Set() };
    this.#readings.add(reading);
    const at = performance.now();
    try {
      const rows = await readViewers(this.#sql, carrierIds);
      for (const carrierId of carrierIds) {
        const row = rows.get(carrierId) ?? null;
        if (row && reading.changedUsers.has(row.userId)) continue;
        const usedAt = Math.max(at, this.#memory.get(carrierId)?.usedAt ?? at);
        this.#memory.put(carrierId, { row, at, usedAt });
      }
      return rows;
    } finally {
      this.#readings.delete(reading);
    }
  }
}
