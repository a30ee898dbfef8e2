import type { Sql } from "postgres";
import { deleteExpiredSessions } from "../../server/people/auth/delete-expired-sessions.ts";
import type { OpenedAuthSession } from "../../server/people/auth/auth-session.ts";
import { type SessionDeps, useAuthSession } from "../../server/people/auth/use-auth-session.ts";
import { ViewerChecks } from "../../server/people/auth/viewer.ts";
import { AccessTokens } from "../../server/people/auth/access-token.ts";

/** Stores other users' auth sessions, live and expired ones, in the database itself. */
export async function fillSessions(sql: Sql, count: number): Promise<void> {
  await sql`
    insert into auth_sessions (id, user_id, token_hash, user_agent, expires_at)
    select 'as_' || lpad(s::text, 32, '0'), u.id, md5(s::text) || md5(s::text || 'x'), 'Mozilla/5.0',
      now() + interval '1 day' + s * interval '1 second'
    from (select id, row_number() over () as n from users) u
    join generate_series(1, ${count}::int) s on s % (select count(*) from users) + 1 = u.n`;
  await sql`vacuum analyze auth_sessions`;
}

/** The queries of the session store, and the milliseconds of each. */
export async function runSessionOperations(
  deps: SessionDeps & { sql: Sql },
  { session, rounds }: { session: OpenedAuthSession; rounds: number },
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  async function timed<T>(name: string, run: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const result = await run();
    times.set(name, [...(times.get(name) ?? []), performance.now() - startedAt]);
    return result;
  }
  const use = { userAgent: "Mozilla/5.0", address: "127.0.0.1", preferences: {} };
  const tokens = new AccessTokens(["a bench has nothing to hide, but 32 bytes"]);
  let value = session.cookie;
  for (let round = 0; round < rounds; round++) {
    const used = await timed("refresh an auth session", () =>
      useAuthSession(deps, { value, isPlainOverTls: false }, use),
    );
    if (!used) throw new Error("the auth session was not there");
    value = used.cookie;
    // New checks each time, because cached ones cost nothing.
    const viewers = new ViewerChecks(deps.sql, tokens, null);
    await timed("find out who calls", async () => viewers.current(session.id));
    await timed("look for expired sessions", () => deleteExpiredSessions(deps.sql, 10));
  }
  return times;
}
