import type { Sql } from "postgres";
import { apiKeyPrefix } from "../../shared/api-key.ts";
import type { Scope } from "../../shared/scopes.ts";
import type { AccessTokens, VerifiedClaims } from "./access-token.ts";
import { findApiKey } from "./find-api-key.ts";
import { clientSecretPrefix, findChatSession } from "./find-chat-session.ts";

/** The authenticated caller of a procedure. */
export interface Viewer {
  userId: string;
  /** What they call by: the id of an auth session, an API key or a chat session. */
  carrierId: string;
  role: "user" | "admin";
  /** What an API key may do; null for a person, who may do all that is theirs. */
  scopes: readonly Scope[] | null;
  /** By a client secret: the chat session that it is of. Null for all others. */
  chatSession: ChatSessionOfViewer | null;
}

/** The right to talk to one workflow. */
export interface ChatSessionOfViewer {
  id: string;
  workflowId: string;
  maxRequestsPerMinute: number;
  /** The account whose API key made it for one of its users; null for the user's own. */
  ownerId: string | null;
  /** Whether that account is an admin's. */
  isOwnerAdmin: boolean;
  /** Which former threads its user is shown; null for all of the workflow's. */
  history: { enabled: boolean; recentThreads: number | null } | null;
}

/** For how long a check of a carrier holds, in milliseconds: revoking takes effect within it. */
const checkHoldsMs = 1_500;

/** A check this old is made again with the next batch, so that one in use never runs out. */
const renewAfterMs = 800;

/** A check that nobody has asked for since so long is forgotten, in milliseconds. */
const forgetAfterMs = 10_000;

/** With more checks than this, those that nobody asks for go before a new one comes. */
const mostChecks = 20_000;

/** A viewer as the database has them. */
interface ViewerRow extends Viewer {
  /** Unix seconds of a change of the session's secret whose answer may not have arrived; else null. */
  unconfirmedSince: number | null;
  /** Unix milliseconds, by this node's clock. */
  readAt: number;
}

interface Check {
  row: ViewerRow | null;
  at: number;
  usedAt: number;
}

/**
 * Finds out who calls, and goes on making sure that they still may. Every event of every
 * subscription asks, so the answer is at hand: sessions and keys in use are checked again together, in one
 * statement a second, however many there are.
 */
export class ViewerChecks {
  readonly #sql: Sql;
  readonly #tokens: AccessTokens;
  readonly #checks = new Map<string, Check>();
  #renewing = false;
  /** Goes up with every `forgetUser`. */
  #changes = 0;

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
    const check = this.#checks.get(carrierId);
    if (!check || now - check.at > checkHoldsMs) return this.#look(carrierId);
    check.usedAt = now;
    if (now - check.at > renewAfterMs && !this.#renewing) void this.#renew(now);
    return check.row;
  }

  /** A token from an answer that brought a new session secret: so that answer did arrive. */
  async #confirm({ authSessionId, issuedAt }: VerifiedClaims): Promise<void> {
    const row = this.#checks.get(authSessionId)?.row;
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

  /** Looks again at once whether the user still may. */
  forgetUser(userId: string): void {
    // What is being read right now may be of the moment before.
    this.#changes++;
    for (const [id, { row }] of this.#checks) if (row?.userId === userId) this.#checks.delete(id);
  }

  async #look(carrierId: string): Promise<Viewer | null> {
    const at = performance.now();
    if (this.#checks.size >= mostChecks) this.#forget(at);
    const changesBefore = this.#changes;
    const row = (await this.#read([carrierId])).get(carrierId) ?? null;
    if (this.#changes === changesBefore) this.#checks.set(carrierId, { row, at, usedAt: at });
    return row;
  }

  /** Checks all sessions in use again. A failure leaves them to run out, and then to be looked up. */
  async #renew(now: number): Promise<void> {
    this.#renewing = true;
    this.#forget(now);
    const ids = [...this.#checks.keys()];
    try {
      const changesBefore = this.#changes;
      const rows = await this.#read(ids);
      if (this.#changes !== changesBefore) return;
      for (const id of ids) {
        const usedAt = this.#checks.get(id)?.usedAt ?? now;
        this.#checks.set(id, { row: rows.get(id) ?? null, at: now, usedAt });
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

  async #read(ids: string[]): Promise<Map<string, ViewerRow>> {
    const sql = this.#sql;
    const readAt = Date.now();
    const rows = await sql<Omit<ViewerRow, "readAt">[]>`
      select u.id as "userId", s.id as "carrierId", u.role, null::text[] as scopes, null::jsonb as "chatSession",
        case when s.confirmed_at is null then extract(epoch from s.rotated_at)::float8 end as "unconfirmedSince"
      from auth_sessions s join users u on u.id = s.user_id
      where s.id = any(${ids}::text[]) and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null
      union all
      select u.id, k.id, u.role, k.scopes, null, null
      from api_keys k join users u on u.id = k.user_id
      where k.id = any(${ids}::text[]) and k.revoked_at is null and u.disabled_at is null and (not u.is_guest or u.role = 'admin')
      union all
      select u.id, c.id, 'user', array['chat'],
        jsonb_build_object('id', c.id, 'workflowId', c.workflow_id, 'maxRequestsPerMinute', c.max_requests_per_minute, 'ownerId', c.owner_id, 'isOwnerAdmin', coalesce(o.role = 'admin', false), 'history', c.settings -> 'history'), null
      from chat_sessions c join users u on u.id = c.user_id left join users o on o.id = c.owner_id left join api_keys k on k.id = c.api_key_id
      where c.id = any(${ids}::text[]) and c.cancelled_at is null and c.expires_at > now() and u.disabled_at is null
        and o.disabled_at is null and (o.is_guest is not true or o.role = 'admin') and k.revoked_at is null and (c.workflow_version is distinct from 0 or o.role = 'admin')`;
    return new Map(rows.map((row) => [row.carrierId, { ...row, readAt }]));
  }
}
