import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Sql } from "postgres";
import { newId } from "../../../../shared/ids.ts";
import { maxShareFiles } from "../../../../shared/share.ts";
import { listProcedures, outcomeOf } from "../../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../../testing/server/raw-socket.ts";
import { uploadFile } from "../../../../testing/server/upload-file.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../../testing/server/visitor.ts";
import { untilTrue } from "../../../../testing/until.ts";
import { openShareStage, png, type ShareStage } from "./shares.testing.ts";

let stage: ShareStage;
beforeAll(async () => {
  stage = await openShareStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

describe("who may open a link", () => {
  test("its owner alone, people with an account, or everyone, by what the server allows", async () => {
    const { app, other, ann, bob, newChat, share, open } = stage;
    const { threadId } = await newChat([{ text: "hello", reply: "hi there" }]);
    const { path, id: shareId } = await share(threadId, { audience: "me" });
    const statuses = async (at = app) =>
      Promise.all(
        [ann, bob, undefined].map(
          async (as) => (await open(path, as ? { as, at } : { at })).status,
        ),
      );
    expect(await statuses()).toEqual([200, 404, 404]);
    await ann.api.shares.change.mutate({ shareId, audience: "server" });
    expect(await statuses()).toEqual([200, 200, 401]);
    const page = await (await open(path)).text();
    expect(page).toContain("Sign in");
    expect(page).not.toContain("hi there");
    expect(page).not.toContain("Tea");
    await ann.api.shares.change.mutate({ shareId, audience: "public" });
    expect(await statuses()).toEqual([200, 200, 200]);
    // Another node, whose operator allows no public links.
    expect(await statuses(other)).toEqual([200, 200, 401]);
    const guest = await newVisitor(app.origin);
    const wanted = {
      id: newId("share"),
      threadId: newId("thread"),
      audience: "public",
      password: null,
      expiresInHours: null,
      hasThoughts: false,
      hasFiles: false,
    } as const;
    expect((await refusalOf(guest.api.shares.create.mutate(wanted))).code).toBe("not_found");
    const { thread } = await guest.api.messages.send.mutate(newSend());
    expect(
      (await refusalOf(guest.api.shares.create.mutate({ ...wanted, threadId: thread.id }))).code,
    ).toBe("forbidden");
  }, 30_000);

  test("with its password, which a form asks for without a script", async () => {
    const { sql, ann, newChat, share, open } = stage;
    const { threadId } = await newChat([{ text: "hello", reply: "a secret reply" }]);
    const { path, id: shareId } = await share(threadId, { password: "some good words" });
    const enter = (password: string, headers: Record<string, string> = {}) =>
      open(path, { method: "POST", body: new URLSearchParams({ password }), headers });
    const form = await (await open(path)).text();
    expect(form).toContain('type="password"');
    expect(form).not.toContain("a secret reply");
    expect(form).not.toContain("Tea");
    expect((await enter("wrong words")).status).toBe(403);
    expect((await enter("some good words", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    const right = await enter("some good words");
    expect(right.status).toBe(303);
    expect(right.headers.get("location")).toBe(path);
    const [cookie = ""] = right.headers.getSetCookie();
    expect(cookie).toContain(`Path=${path}; `);
    expect(cookie).toContain("HttpOnly; SameSite=Lax");
    const as = cookie.split(";")[0] ?? "";
    expect(await (await open(path, { as })).text()).toContain("a secret reply");
    expect((await open(path, { as: ann })).status).toBe(200);
    const [row] = await sql`select password_hash from shares where id = ${shareId}`;
    expect(row?.["password_hash"]).toStartWith("$argon2id$");
    // Another password ends what the first one opened.
    await ann.api.shares.change.mutate({ shareId, password: "other good words" });
    expect(await (await open(path, { as })).text()).not.toContain("a secret reply");
  }, 30_000);
});

describe("a link ends", () => {
  test("at once on every node when it is revoked, expired, or its chat or account is gone", async () => {
    const { app, other, sql, ann, bob, newChat, share, open } = stage;
    const { threadId } = await newChat([{ text: "hello", reply: "hi" }]);
    const [revoked, expired, ofChat] = [
      await share(threadId),
      await share(threadId, { expiresInHours: 1 }),
      await share(threadId),
    ];
    const statuses = (path: string) =>
      Promise.all([app, other].map(async (at) => (await open(path, { as: bob, at })).status));
    for (const { path } of [revoked, expired, ofChat])
      expect(await statuses(path)).toEqual([200, 200]);
    await ann.api.shares.revoke.mutate({ shareId: revoked.id });
    expect(await statuses(revoked.path)).toEqual([404, 404]);
    await sql`update shares set expires_at = now() where id = ${expired.id}`;
    expect(await statuses(expired.path)).toEqual([404, 404]);
    await sql`update users set disabled_at = now() where email = 'ann@example.org'`;
    expect(await statuses(ofChat.path)).toEqual([404, 404]);
    await sql`update users set disabled_at = null where email = 'ann@example.org'`;
    expect(await statuses(ofChat.path)).toEqual([200, 200]);
    await untilTrue("the account is let in again", () =>
      ann.api.threads.get.query({ threadId }).then(
        () => true,
        () => false,
      ),
    );
    await ann.api.threads.delete.mutate({ threadId });
    expect(await statuses(ofChat.path)).toEqual([404, 404]);
    expect(await (await open(ofChat.path)).text()).toBe(
      await (await open(`/s/${"x".repeat(22)}`)).text(),
    );
  }, 30_000);
});

test("whoever opens a link continues in a chat of their own, once per call", async () => {
  const { app, ann, bob, newChat, share, open } = stage;
  const to = { origin: app.origin, token: ann.token ?? "" };
  const { id } = await uploadFile(to, { name: "leaf.png", content: png, mimeType: "image/png" });
  const { threadId } = await newChat([{ text: "see", attachmentIds: [id], reply: "A leaf." }]);
  const { path, id: shareId } = await share(threadId, {
    hasFiles: true,
    password: "some good words",
  });
  const slug = path.slice(3);
  const own = newId("thread");
  expect((await refusalOf(bob.api.shares.continue.mutate({ slug, threadId: own }))).code).toBe(
    "not_found",
  );
  const entered = await open(path, {
    method: "POST",
    body: new URLSearchParams({ password: "some good words" }),
  });
  const as = entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const [, grant = ""] =
    /href="\/continue\/[^#]+#([^"]+)"/.exec(await (await open(path, { as })).text()) ?? [];
  const thread = await bob.api.shares.continue.mutate({ slug, grant, threadId: own });
  expect(await bob.api.shares.continue.mutate({ slug, grant, threadId: own })).toEqual(thread);
  expect(thread).toMatchObject({ id: own, title: "Tea <b>& cake" });
  const page = await bob.api.messages.list.query({ threadId: own });
  expect(page.messages.map(({ role, text }) => `${role}: ${text}`).toSorted()).toEqual([
    "assistant: A leaf.",
    "user: see",
  ]);
  const copy = page.messages.find(({ role }) => role === "user")?.attachments?.[0];
  expect(copy).toMatchObject({ name: "leaf.png" });
  expect(copy?.id).not.toBe(id);
  const reply = page.messages.find(({ role }) => role === "assistant");
  const next = newSend({ threadId: own, parentId: reply?.id ?? "", text: "and now?" });
  await bob.api.messages.send.mutate(next);
  const found = await bob.api.search.query({ query: "leaf" });
  expect(JSON.stringify(found)).toContain(own);
  // The copy outlives the link, and is none of Ann's.
  await ann.api.shares.revoke.mutate({ shareId });
  expect((await bob.api.threads.get.query({ threadId: own })).id).toBe(own);
  expect((await refusalOf(ann.api.threads.get.query({ threadId: own }))).code).toBe("not_found");
  const guest = await newVisitor(app.origin);
  const open2 = await share(threadId, { hasFiles: true });
  const theirs = await guest.api.shares.continue.mutate({
    slug: open2.path.slice(3),
    threadId: newId("thread"),
  });
  expect(theirs.title).toBe("Tea <b>& cake");
}, 30_000);

test("all files of a chat are copied or none, whichever messages share them", async () => {
  const { app, other, sql, ann, bob, newChat, share } = stage;
  const to = { origin: app.origin, token: ann.token ?? "" };
  const files = [];
  for (const name of ["a.txt", "b.txt"]) files.push(await uploadFile(to, { name, content: name }));
  const attachmentIds = files.map(({ id }) => id);
  const { threadId } = await newChat([
    { text: "see", attachmentIds, reply: "Two." },
    { text: "again", reply: "The same two." },
  ]);
  await sql`
    insert into message_attachments (message_id, position, attachment_id, thread_id)
    select m.id, l.position, l.attachment_id, m.thread_id
    from messages m join message_attachments l on l.thread_id = m.thread_id
    where m.thread_id = ${threadId} and m.text = 'again'`;
  const { path } = await share(threadId, { hasFiles: true, audience: "server" });
  const slug = path.slice(3);
  // Four files count as a megabyte, and the reader has one already.
  await uploadFile({ ...to, token: bob.token ?? "" }, { name: "own.txt", content: "own" });
  const tight = apiAs(other.origin, bob.token ?? "");
  const none = newId("thread");
  const refused = await refusalOf(tight.shares.continue.mutate({ slug, threadId: none }));
  expect(refused.code).toBe("storage_full");
  expect((await refusalOf(bob.api.threads.get.query({ threadId: none }))).code).toBe("not_found");
  const own = newId("thread");
  await bob.api.shares.continue.mutate({ slug, threadId: own });
  const { messages } = await bob.api.messages.list.query({ threadId: own });
  const copied = messages.flatMap(({ attachments = [] }) => attachments);
  expect(copied.map(({ name }) => name)).toEqual(["a.txt", "b.txt", "a.txt", "b.txt"]);
  expect(new Set(copied.map(({ id }) => id)).size).toBe(4);
  for (const { id, name } of copied) {
    const [row] = await sql<{ content: string }[]>`
      select convert_from(bytes, 'UTF8') as content from attachment_parts where attachment_id = ${id}`;
    expect(row?.content).toBe(name);
  }
}, 30_000);

test("a chat with too many files is shared without them alone", async () => {
  const { app, ann, sql, newChat, share } = stage;
  const to = { origin: app.origin, token: ann.token ?? "" };
  const { id } = await uploadFile(to, { name: "a.txt", content: "a" });
  const { threadId } = await newChat([{ text: "see", attachmentIds: [id], reply: "One." }]);
  await sql`
    insert into message_attachments (message_id, position, attachment_id, thread_id)
    select l.message_id, i, l.attachment_id, l.thread_id
    from message_attachments l, generate_series(1, ${maxShareFiles}) i where l.thread_id = ${threadId}`;
  const refused = await refusalOf(share(threadId, { hasFiles: true }));
  expect(refused).toMatchObject({ code: "too_large", status: 413 });
  expect((await share(threadId)).hasFiles).toBe(false);
});

test("a holder of a link can write nothing, by any procedure or method", async () => {
  const { app, sql, bob, newChat, share, open } = stage;
  const { threadId, leafId } = await newChat([{ text: "hello", reply: "hi" }]);
  const { path, id: shareId } = await share(threadId);
  const slug = path.slice(3);
  const page = await (await open(path)).text();
  const [, grant = ""] = /href="\/continue\/[^#]+#([^"]+)"/.exec(page) ?? [];
  await untilTrue("nothing runs", async () => {
    const live = await sql`select 1 from generations where status in ('queued', 'running') limit 1`;
    return live.length === 0;
  });
  const before = await readOwners(sql);
  for (const method of ["POST", "PUT", "PATCH", "DELETE"])
    expect((await open(path, { method })).status).toBe(method === "POST" ? 303 : 405);
  // Neither the link nor what its page contains is a credential.
  const ids = { threadId, messageId: leafId, parentId: leafId, shareId, slug, grant, id: shareId };
  for (const token of [slug, grant, shareId])
    for (const { path: name } of listProcedures().filter(
      ({ path, type }) => type === "mutation" && !path.startsWith("auth."),
    )) {
      const answer = await fetch(`${app.origin}/trpc/${name}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(ids),
      });
      // A new guest needs no token; what else needs none refuses the input.
      expect(`${name} ${answer.status}`).toMatch(/ 40[01]$/);
    }
  // And a signed-in holder writes to nothing of the owner's.
  using socket = await openRawSocket(app.origin, { token: bob.token ?? "" });
  const makers =
    /^(auth|account|apiKeys|sessions|workflows|shares\.continue|attachments\.create|threads\.create)/;
  let calls = 0;
  for (const { path: name, type } of listProcedures().filter(
    (each) => each.type === "mutation" && !makers.test(each.path),
  )) {
    const input = {
      ...ids,
      text: "mine",
      title: "mine",
      replyId: newId("message"),
      generationId: newId("generation"),
      kind: "positive",
      place: "archived",
      effort: "low",
      audience: "public",
    };
    socket.send({ id: ++calls, method: type, params: { path: name, input } });
    // Some do something about the caller alone.
    const error = await outcomeOf(socket, calls);
    if (error) expect(error.data["appCode"]).not.toBe("internal");
  }
  expect(calls).toBeGreaterThan(15);
  expect(await readOwners(sql)).toBe(before);
}, 60_000);

/** Everything of the link's owner that a chat consists of. */
async function readOwners(sql: Sql): Promise<string> {
  const [owner] = await sql`select id from users where email = 'ann@example.org'`;
  const tables = ["threads", "messages", "queued_messages", "generations", "attachments", "shares"];
  const rows = tables.map(
    (table) => sql`select * from ${sql(table)} where user_id = ${owner?.["id"]} order by id`,
  );
  const copies = ["share_messages", "share_files", "message_attachments"];
  const others = copies.map((table) => sql`select * from ${sql(table)} order by 1, 2, 3`);
  return JSON.stringify(await Promise.all([...rows, ...others]));
}
