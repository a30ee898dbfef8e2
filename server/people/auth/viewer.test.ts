import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Sql } from "postgres";
import { interceptSql } from "../../../testing/server/intercept-sql.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { AccessTokens } from "./access-token.ts";
import { openGuestSession } from "./auth-session.ts";
import { ViewerChecks } from "./viewer.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

const tokens = new AccessTokens(["a secret that only tests know about"]);

/** Checks whose statements are counted, and wait for `pass` where one is given. */
function newChecks(pass: () => Promise<void> = async () => {}) {
  const counted = { statements: 0 };
  const sql: Sql = interceptSql(stage.sql, async (_, run) => {
    counted.statements++;
    const rows = await run();
    await pass();
    return rows;
  });
  return { checks: new ViewerChecks(sql, tokens, null), counted };
}

async function newSessions(count: number): Promise<{ id: string; userId: string }[]> {
  const visit = { userAgent: null, address: "127.0.0.1", preferences: {} };
  const opened = await Promise.all(
    Array.from({ length: count }, () => openGuestSession(stage, visit)),
  );
  return opened.map(({ id, user }) => ({ id, userId: user.id }));
}

const end = (id: string) => stage.sql`update auth_sessions set revoked_at = now() where id = ${id}`;

describe("who calls", () => {
  test("is looked up for all who come at once in few statements, each for its own", async () => {
    const { checks, counted } = newChecks();
    const sessions = await newSessions(300);
    const asked = sessions.flatMap(({ id }) => [id, id, id]);
    const viewers = await Promise.all(asked.map((id) => checks.current(id)));
    expect(viewers.map((viewer) => viewer?.carrierId)).toEqual(asked);
    expect(counted.statements).toBeLessThanOrEqual(2);
    for (const { id, userId } of sessions)
      expect(await checks.current(id)).toMatchObject({ userId, carrierId: id, scopes: null });
    expect(counted.statements).toBeLessThanOrEqual(2);
  });

  test("is null for an id that is unknown, ended or of another kind", async () => {
    const { checks } = newChecks();
    const [session] = await newSessions(1);
    const id = session?.id ?? "";
    await end(id);
    for (const each of [id, "", "as_", "key_0", "cksess_0", "user_0", "x'"])
      expect(await checks.current(each)).toBeNull();
  });

  test("is told to every caller when the database fails, and looked up again after", async () => {
    let isAway = true;
    const { checks } = newChecks(async () => {
      if (isAway) throw new Error("away");
    });
    const [session] = await newSessions(1);
    const id = session?.id ?? "";
    const outcomes = await Promise.allSettled([checks.current(id), checks.current(id)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    isAway = false;
    expect(await checks.current(id)).toMatchObject({ carrierId: id });
  });
});

describe("a change of rights", () => {
  test("is seen by the next call when it came during a look-up", async () => {
    const read = Promise.withResolvers<void>();
    const told = Promise.withResolvers<void>();
    const { checks } = newChecks(async () => {
      read.resolve();
      await told.promise;
    });
    const [mine, other] = await newSessions(2);
    if (!mine || !other) throw new Error("no sessions");
    const looking = [checks.current(mine.id), checks.current(other.id)];
    await read.promise;
    await end(mine.id);
    checks.forgetUser(mine.userId);
    told.resolve();
    await Promise.all(looking);
    expect(await checks.current(mine.id)).toBeNull();
    expect(await checks.current(other.id)).not.toBeNull();
  });

  test("is seen within two seconds without a notice, by one who never stops calling", async () => {
    const { checks, counted } = newChecks();
    const [session] = await newSessions(1);
    const id = session?.id ?? "";
    expect(await checks.current(id)).not.toBeNull();
    await end(id);
    const endedAt = performance.now();
    let calls = 0;
    while (await checks.current(id)) {
      if (performance.now() - endedAt > 10_000) throw new Error("still let in");
      if (++calls % 100 === 0) await new Promise(setImmediate);
    }
    // Twice that, for a machine that is busy.
    expect(performance.now() - endedAt).toBeLessThan(4_000);
    expect(counted.statements).toBeLessThanOrEqual(3);
  });
});
