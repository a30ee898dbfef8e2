import type { Sql } from "postgres";
import type { AccessTokens } from "./access-token.ts";

/** The authenticated caller of a procedure. */
export interface Viewer {
  userId: string;
  authSessionId: string;
  role: "user" | "admin";
}

/** For how long a check of an auth session holds, in milliseconds: revoking takes effect within it. */
const checkHoldsMs = 1_500;

/** A check this old is made again with the next batch, so that one in use never runs out. */
const renewAfterMs = 800;

/** A check that nobody has asked for since so long is forgotten, in milliseconds. */
const forgetAfterMs = 10_000;

/** With more checks than this, those that nobody asks for go before a new one comes. */
const mostChecks = 20_000;

interface Check {
  viewer: Viewer | null;
  at: number;
  usedAt: number;
}

/**
 * Finds out who calls, and goes on making sure that they still may. Every event of every
 * subscription asks, so the answer is at hand: sessions in use are checked again together, in one
 * statement a second, however many there are.
 */
export class ViewerChecks {
  readonly #sql: Sql;
  readonly #tokens: AccessTokens;
  readonly #checks = new Map<string, Check>();
  #renewing = false;

  constructor(sql: Sql, tokens: AccessTokens) {
    this.#sql = sql;
    this.#tokens = tokens;
  }

  /** The viewer behind an access token; null for a bad token or an auth session that has ended. */
  async fromToken(token: string): Promise<Viewer | null> {
    const claims = await this.#tokens.verify(token);
    return claims ? this.current(claims.authSessionId) : null;
  }

  /** The viewer of an auth session as of a moment ago; null when it has ended. */
  current(authSessionId: string): Viewer | null | Promise<Viewer | null> {
    const now = performance.now();
    const check = this.#checks.get(authSessionId);
    if (!check || now - check.at > checkHoldsMs) return this.#look(authSessionId);
    check.usedAt = now;
    if (now - check.at > renewAfterMs && !this.#renewing) void this.#renew(now);
    return check.viewer;
  }

  async #look(authSessionId: string): Promise<Viewer | null> {
    const at = performance.now();
    if (this.#checks.size >= mostChecks) this.#forget(at);
    const viewer = (await this.#read([authSessionId])).get(authSessionId) ?? null;
    this.#checks.set(authSessionId, { viewer, at, usedAt: at });
    return viewer;
  }

  /** Checks all sessions in use again. A failure leaves them to run out, and then to be looked up. */
  async #renew(now: number): Promise<void> {
    this.#renewing = true;
    this.#forget(now);
    const ids = [...this.#checks.keys()];
    try {
      const viewers = await this.#read(ids);
      for (const id of ids) {
        const usedAt = this.#checks.get(id)?.usedAt ?? now;
        this.#checks.set(id, { viewer: viewers.get(id) ?? null, at: now, usedAt });
      }
    } catch {
      // The next call of each session asks for itself, and its caller learns why it fails.
    } finally {
      this.#renewing = false;
    }
  }

  #forget(now: number): void {
    for (const [id, check] of this.#checks) {
      if (now - check.usedAt > forgetAfterMs) this.#checks.delete(id);
    }
  }

  async #read(authSessionIds: string[]): Promise<Map<string, Viewer>> {
    const sql = this.#sql;
    const rows = await sql<Viewer[]>`
      select u.id as "userId", s.id as "authSessionId", u.role
      from auth_sessions s join users u on u.id = s.user_id
      where s.id = any(${authSessionIds}::text[]) and s.revoked_at is null and s.expires_at > now()`;
    return new Map(rows.map((row) => [row.authSessionId, row]));
  }
}
