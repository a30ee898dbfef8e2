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

/** Checks held at once; the oldest go first. */
const mostChecks = 20_000;

/** Finds out who calls, and goes on making sure that they still may. */
export class ViewerChecks {
  readonly #sql: Sql;
  readonly #tokens: AccessTokens;
  readonly #checked = new Map<string, { at: number; viewer: Promise<Viewer | null> }>();

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
  current(authSessionId: string): Promise<Viewer | null> {
    const now = performance.now();
    const held = this.#checked.get(authSessionId);
    if (held && now - held.at < checkHoldsMs) return held.viewer;
    const viewer = this.#read(authSessionId);
    viewer.catch(() => this.#checked.delete(authSessionId));
    this.#checked.delete(authSessionId);
    this.#checked.set(authSessionId, { at: now, viewer });
    for (const oldest of this.#checked.keys()) {
      if (this.#checked.size <= mostChecks) break;
      this.#checked.delete(oldest);
    }
    return viewer;
  }

  async #read(authSessionId: string): Promise<Viewer | null> {
    const sql = this.#sql;
    const [row] = await sql<Viewer[]>`
      select u.id as "userId", s.id as "authSessionId", u.role
      from auth_sessions s join users u on u.id = s.user_id
      where s.id = ${authSessionId} and s.revoked_at is null and s.expires_at > now()`;
    return row ?? null;
  }
}
