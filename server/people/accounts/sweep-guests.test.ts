import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { openGuestSession } from "../auth/auth-session.ts";
import { useAuthSession } from "../auth/use-auth-session.ts";
import { createLog } from "../../platform/log.ts";
import { cleanUp } from "../../app/clean-up.ts";
import { untilLockWaits } from "../../../testing/faults/until-lock-waits.ts";
import { sendMessage } from "../../chat/messages/send-message.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { usualRetention } from "../../app/retention-settings.ts";
import { createSession } from "../../assistants/sessions/create-session.ts";
import { findNamedUser } from "../../assistants/sessions/named-user.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { newSend } from "../../../testing/server/visitor.ts";
import { present } from "../../../testing/present.ts";

// What guests leave behind who never come back.

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
}, 30_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

const metrics = createMetrics();
const never = new AbortController().signal;
const visit = { userAgent: null, address: "127.0.0.1", preferences: {} };

/** A guest with a conversation whose reply has ended, a file, a chat session, a mail and events. */
async function newGuest() {
  const { user, cookie } = await openGuestSession(stage, visit);
  const userId = user.id;
  const deps = {
    ...stage,
    log: createLog("silent"),
    defaultWorkflowId: "wf_default",
    defaultModel: async () => "m",
  };
  const { thread } = await sendMessage(deps, userId, newSend());
  await stage.sql`update generations set status = 'completed', finished_at = now() where user_id = ${userId}`;
  await stage.sql`
    insert into attachments (id, user_id, workflow_id, kind, name, mime_type, size)
    values (${newId("attachment")}, ${userId}, 'wf_default', 'file', 'a.txt', 'text/plain', 4)`;
  await createSession({ ...stage, metrics }, { ownerId: null, userId, workflowId: "wf_default" });
  await stage.sql`insert into deleted_threads (id, user_id) values (${newId("thread")}, ${userId})`;
  await stage.sql`
    insert into mails (id, event, user_id, recipient, locale, content)
    values (${newId("mail")}, ${userId}, ${userId}, 'g@example.org', 'en', '{}')`;
  return { userId, cookie, threadId: thread.id };
}

/** Makes all that a guest did look so many days old. */
async function age(userId: string, days: number): Promise<void> {
  const { sql } = stage;
  const at = sql`now() - ${days} * interval '1 day'`;
  await sql`update users set created_at = ${at} where id = ${userId}`;
  await sql`update auth_sessions set last_used_at = ${at} where user_id = ${userId}`;
  await sql`update threads set updated_at = ${at} where user_id = ${userId}`;
  await sql`update attachments set created_at = ${at} where user_id = ${userId}`;
  await sql`update chat_sessions set created_at = ${at}, expires_at = ${at} where user_id = ${userId}`;
}

/** Rows of any table that name a user, by table. */
async function rowsOf(userId: string): Promise<Record<string, number>> {
  const columns = await stage.sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and column_name in ('user_id', 'owner_id')
    union select 'users', 'id'`;
  const counts: Record<string, number> = {};
  for (const { table, column } of columns) {
    const found = await stage.sql`
      select 1 from ${stage.sql(table)} where ${stage.sql(column)} = ${userId}`;
    if (found.length > 0) counts[table] = found.length;
  }
  return counts;
}

const isThere = async (userId: string) =>
  (await stage.sql`select 1 from users where id = ${userId}`).length > 0;

const sweep = (guestDays = 30) => cleanUp(stage.sql, never, { ...usualRetention, guestDays });

test("a guest who does not come back goes with everything that is theirs", async () => {
  const { userId, threadId } = await newGuest();
  await age(userId, 31);
  const tables = Object.keys(await rowsOf(userId));
  for (const table of ["users", "threads", "messages", "generations", "attachments", "mails"])
    expect(tables).toContain(table);
  expect(tables).toContain("analytics_events");
  await sweep();
  expect(await rowsOf(userId)).toEqual({});
  expect(await stage.sql`select 1 from messages where thread_id = ${threadId}`).toHaveLength(0);
});

test("the setting says after how many days", async () => {
  const { userId } = await newGuest();
  await age(userId, 8);
  await sweep(9);
  expect(await isThere(userId)).toBe(true);
  await sweep(7);
  expect(await isThere(userId)).toBe(false);
});

test("a guest in use stays, whatever the use is, and is not looked at again each minute", async () => {
  const { sql } = stage;
  const uses: Record<string, (userId: string) => Promise<unknown>> = {
    "a visit": (id) => sql`update auth_sessions set last_used_at = now() where user_id = ${id}`,
    "a conversation": (id) => sql`update threads set updated_at = now() where user_id = ${id}`,
    "a file": (id) => sql`update attachments set created_at = now() where user_id = ${id}`,
    "a reply": (id) => sql`update generations set status = 'running' where user_id = ${id}`,
    "a chat session": (id) =>
      sql`update chat_sessions set expires_at = now() + interval '1 minute' where user_id = ${id}`,
  };
  for (const [use, apply] of Object.entries(uses)) {
    const { userId } = await newGuest();
    await age(userId, 40);
    await apply(userId);
    expect([use, (await sweep())["guests"]]).toEqual([use, 1]);
    expect([use, await isThere(userId)]).toEqual([use, true]);
    expect([use, (await sweep())["guests"]]).toEqual([use, 0]);
    await sql`update generations set status = 'completed' where user_id = ${userId}`;
    await age(userId, 40);
    await sql`update users set guest_seen_at = now() - interval '31 days' where id = ${userId}`;
    await sweep();
    expect([use, await isThere(userId)]).toEqual([use, false]);
  }
}, 30_000);

/** A guest who has only looked at the page, and left so many hours ago. */
async function newVisitor(hours: number): Promise<string> {
  const { user } = await openGuestSession(stage, visit);
  const at = stage.sql`now() - ${hours} * interval '1 hour'`;
  await stage.sql`update users set created_at = ${at} where id = ${user.id}`;
  await stage.sql`update auth_sessions set last_used_at = ${at} where user_id = ${user.id}`;
  return user.id;
}

test("a guest with no conversation and no file goes after a day, or as the setting says", async () => {
  const [young, old, talked] = [await newVisitor(23), await newVisitor(25), await newGuest()];
  await age(talked.userId, 2);
  await sweep();
  expect([await isThere(young), await isThere(old), await isThere(talked.userId)]).toEqual([
    true,
    false,
    true,
  ]);
  const week = { ...usualRetention, emptyGuestDays: 7 };
  const [kept, gone] = [await newVisitor(6 * 24), await newVisitor(8 * 24)];
  await cleanUp(stage.sql, never, week);
  expect([await isThere(kept), await isThere(gone)]).toEqual([true, false]);
});

test("one who came back within the day is looked at again a day later", async () => {
  const { sql } = stage;
  const userId = await newVisitor(25);
  await sql`update auth_sessions set last_used_at = now() - interval '2 hours' where user_id = ${userId}`;
  await sweep();
  expect((await sweep())["guests"]).toBe(0);
  expect(await isThere(userId)).toBe(true);
  // As if a day had passed.
  await sql`update auth_sessions set last_used_at = last_used_at - interval '1 day' where user_id = ${userId}`;
  await sql`update users set guest_seen_at = guest_seen_at - interval '1 day' where id = ${userId}`;
  await sweep();
  expect(await isThere(userId)).toBe(false);
});

describe("a named user who has nothing, of whom a program asks when the clean-up is due", () => {
  /** Such a user of the stage's account. */
  async function newNamed() {
    const named = { ownerId: stage.userId, externalId: newId("user") };
    const id = await findNamedUser(stage.db, named);
    await age(id, 400);
    return { id, named };
  }

  test("is not deleted when the program was first", async () => {
    const { id, named } = await newNamed();
    expect(await findNamedUser(stage.db, named)).toBe(id);
    await sweep();
    const request = { ownerId: stage.userId, userId: id, workflowId: "wf_default" };
    expect((await createSession({ ...stage, metrics }, request)).userId).toBe(id);
  });

  test("is not deleted when the clean-up has found it due before", async () => {
    const { id, named } = await newNamed();
    const [isMarked, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const asking = stage.sql.begin(async (tx) => {
      await tx`update users set guest_seen_at = now() where id = ${id}`;
      isMarked.resolve();
      await asked.promise;
    });
    await isMarked.promise;
    const sweeping = sweep();
    await untilLockWaits(stage.sql, 1);
    asked.resolve();
    await Promise.all([asking, sweeping]);
    expect(await findNamedUser(stage.db, named)).toBe(id);
  });

  test("is made anew when the clean-up was first", async () => {
    const { id, named } = await newNamed();
    const [isDeleted, swept] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const sweeping = stage.sql.begin(async (tx) => {
      await tx`delete from users where id = ${id}`;
      isDeleted.resolve();
      await swept.promise;
    });
    await isDeleted.promise;
    const finding = findNamedUser(stage.db, named);
    await untilLockWaits(stage.sql, 1);
    swept.resolve();
    await sweeping;
    const found = await finding;
    expect(found).not.toBe(id);
    expect(await isThere(found)).toBe(true);
  });
});

test("people with an account, the operator's user and named users with conversations stay", async () => {
  const account = await newGuest();
  const operators = await newGuest();
  const named = await newGuest();
  const { sql } = stage;
  await sql`update users set is_guest = false where id = ${account.userId}`;
  await sql`update users set role = 'admin' where id = ${operators.userId}`;
  await sql`update users set owner_id = ${account.userId}, external_id = 'n' where id = ${named.userId}`;
  const [row] = await sql<{ id: string }[]>`
    insert into users (id, owner_id, external_id) values (${newId("user")}, ${account.userId}, 'empty') returning id`;
  const empty = present(row).id;
  const all = [account, operators, named].map(({ userId }) => userId);
  for (const userId of [...all, empty]) await age(userId, 400);
  await sweep();
  for (const userId of all) expect(await isThere(userId)).toBe(true);
  expect(await isThere(empty)).toBe(false);
});

test("a guest who comes back at that very moment stays", async () => {
  const { userId, cookie } = await newGuest();
  await age(userId, 31);
  const { promise: isSeen, resolve: goOn } = Promise.withResolvers<void>();
  const back = stage.sql.begin(async (tx) => {
    await tx`update auth_sessions set last_used_at = now() where user_id = ${userId}`;
    await isSeen;
  });
  const sweeping = sweep();
  await untilLockWaits(stage.sql, 1);
  goOn();
  await Promise.all([back, sweeping]);
  expect(await isThere(userId)).toBe(true);
  // One who comes a moment later is a new guest.
  await age(userId, 31);
  await stage.sql`update users set guest_seen_at = null where id = ${userId}`;
  await sweep();
  const shown = { value: cookie, isPlainOverTls: false };
  const deps = { ...stage, log: createLog("silent"), metrics };
  expect(await useAuthSession(deps, shown, visit)).toBeNull();
});

test("what else has an end goes, too: links, revoked keys, deleted threads, the audit log", async () => {
  const { sql, userId } = stage;
  const old = (days: number) => sql`now() - ${days} * interval '1 day'`;
  for (const days of [0, 3_000]) {
    const [link, key, thread] = [newId("oneTimeToken"), newId("apiKey"), newId("thread")];
    await sql`
      insert into one_time_tokens (id, user_id, purpose, email, expires_at)
      values (${link}, ${userId}, 'verify_email', 'x', ${old(days)} + interval '1 hour')`;
    await sql`
      insert into api_keys (id, user_id, name, key_hash, hint, scopes, revoked_at)
      values (${key}, ${userId}, 'k', ${key}, 'hint', '{chat}', ${old(days)})`;
    await sql`insert into deleted_threads (id, user_id, deleted_at) values (${thread}, ${userId}, ${old(days)})`;
    await sql`insert into audit_events (kind, user_id, at) values ('signed_in', ${userId}, ${old(days)})`;
  }
  const one = { links: 1, revokedKeys: 1, deletedThreads: 1, audit: 1 };
  expect(await sweep()).toMatchObject(one);
  expect(await sweep()).toMatchObject({ links: 0, revokedKeys: 0, deletedThreads: 0, audit: 0 });
});
