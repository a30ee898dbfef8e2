import type { Sql } from "postgres";
import type { GuestMode } from "../../../shared/entry-modes.ts";
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
  /** The id of the auth session, API key or chat session that authenticates the call. */
  carrierId: string;
  role: "user" | "admin";
  /** The scopes of an API key; null for a person, who has no such limit. */
  scopes: readonly Scope[] | null;
}

/**
 * How long a check of a carrier is valid, in milliseconds: a revocation takes effect within this
 * time.
 */
const checkHoldsMs = 1_500;

/**
 * A check this old is renewed with the next batch, so that one in use never expires. Milliseconds.
 */
const renewAfterMs = 800;

/**
 * Maximum number of carriers per statement, so that a look-up behind it waits only milliseconds.
 */
const mostAtOnce = 2_000;

/** A read in progress. Rows of users whose rights change meanwhile are not cached. */
interface Reading {
  changedUsers: Set<string>;
  /** A rule for all users has changed. */
  isOutdated: boolean;
}

/**
 * Authenticates callers, and keeps checking that they are still allowed in. Every event of every
 * subscription asks, so results are cached: all carriers in use are re-checked together, in one
 * statement a second. Look-ups that arrive during another wait for it and share the next statement.
 */
export class ViewerChecks {
  readonly #sql: Sql;
  readonly #tokens: AccessTokens;
  readonly #guests: GuestMode | null;
  readonly #memory = new CheckMemory();
  readonly #readings = new Set<Reading>();
  /** Look-ups for the next statement, by carrier. */
  #asked = new Map<string, PromiseWithResolvers<Viewer | null>>();
  #isLooking = false;
  #isRenewing = false;

  /**
   * @param sql best a dedicated connection: every call and event depends on it
   * @param guests what the server's settings say about guests; null reads what admins have chosen
   */
  constructor(sql: Sql, tokens: AccessTokens, guests: GuestMode | null) {
    this.#sql = sql;
    this.#tokens = tokens;
    this.#guests = guests;
  }

  /** The viewer of an access token or an API key; null if it is invalid or has ended. */
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

  /** The viewer of a carrier, at most `checkHoldsMs` old; null when the carrier has ended. */
  current(carrierId: string): Viewer | null | Promise<Viewer | null> {
    const now = performance.now();
    const check = this.#memory.get(carrierId);
    if (!check || now - check.at > checkHoldsMs) return this.#look(carrierId);
    check.usedAt = now;
    if (now - check.at > renewAfterMs && !this.#isRenewing) void this.#renew(now);
    return check.row;
  }

  /** Drops the cached checks of a user, so that the next call reads their rights again. */
  forgetUser(userId: string): void {
    this.#memory.forgetUser(userId);
    // Reads in progress may predate the change.
    for (const { changedUsers } of this.#readings) changedUsers.add(userId);
  }

  /** Drops all cached checks: a rule for many users has changed. */
  forgetAll(): void {
    this.#memory.clear();
    for (const reading of this.#readings) reading.isOutdated = true;
  }

  /** A token that was issued with a new session secret proves that the response arrived. */
  async #confirm({ authSessionId, issuedAt }: VerifiedClaims): Promise<void> {
    const row = this.#memory.get(authSessionId)?.row;
    if (!row) return;
    // A token younger than the cached row may come from a later rotation.
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

  /**
   * Renews the checks of all carriers in use. After a failure they expire and are looked up again.
   */
  async #renew(now: number): Promise<void> {
    this.#isRenewing = true;
    const used = this.#memory.listUsed(now);
    try {
      for (let i = 0; i < used.length; i += mostAtOnce)
        await this.#read(used.slice(i, i + mostAtOnce));
    } catch {
      // The next call of each carrier looks it up itself, and reports why that fails.
    } finally {
      this.#isRenewing = false;
    }
  }

  /** Reads carriers and caches them, except those of users whose rights change meanwhile. */
  async #read(carrierIds: readonly string[]): Promise<Map<string, ViewerRow>> {
    const reading: Reading = { changedUsers: new Set(), isOutdated: false };
    this.#readings.add(reading);
    const at = performance.now();
    try {
      const rows = await readViewers(this.#sql, carrierIds, this.#guests);
      for (const carrierId of carrierIds) {
        const row = rows.get(carrierId) ?? null;
        if (reading.isOutdated || (row && reading.changedUsers.has(row.userId))) continue;
        const usedAt = Math.max(at, this.#memory.get(carrierId)?.usedAt ?? at);
        this.#memory.put(carrierId, { row, at, usedAt });
      }
      return rows;
    } finally {
      this.#readings.delete(reading);
    }
  }
}
