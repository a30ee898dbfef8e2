import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../../shared/ids.ts";
import { uploadFile } from "../../../../testing/server/upload-file.ts";
import { newSend } from "../../../../testing/server/visitor.ts";
import { untilTrue } from "../../../../testing/until.ts";
import { openShareStage, png, type ShareStage, thoughts } from "./shares.testing.ts";

let stage: ShareStage;
beforeAll(async () => {
  stage = await openShareStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

describe("the page of a link", () => {
  test("is small, loads and runs nothing, and shows the copy safely to a stranger", async () => {
    const { newChat, share, open } = stage;
    const reply =
      "# Steps\n\n1. **Boil** `water`\n2. [Pour](https://tea.example/?a=1&b=2)\n\n" +
      "| a | b |\n|:--|--:|\n| 1 | $x^2$ |\n\n```js\nalert('<script>')\n```\n\n" +
      "<img src=x onerror=alert(1)> [bad](javascript:alert(1)) ![pic](https://evil.example/p.png)\n\n- [x] done\n\n> مرحبا";
    const { threadId } = await newChat([
      {
        text: "How <i>do</i>\nI make tea?",
        reply,
        parts: [thoughts, { kind: "text", text: reply }],
      },
    ]);
    const { path, messages } = await share(threadId);
    expect(path).toMatch(/^\/s\/[A-Za-z0-9_-]{22}$/);
    expect(messages).toBe(2);
    const answer = await open(path, { headers: { "accept-language": "fr" } });
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html.length).toBeLessThan(20_000);
    expect(html).toContain('<html lang="fr" dir="ltr">');
    expect(html).toContain('<h1 dir="auto">Tea &lt;b&gt;&amp; cake</h1>');
    expect(html).toContain(
      '<p dir="auto">How &lt;i&gt;do&lt;/i&gt;</p><p dir="auto">I make tea?</p>',
    );
    expect(html).toContain("<strong>Boil</strong>");
    expect(html).toContain(
      '<a href="https://tea.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow ugc">Pour</a>',
    );
    expect(html).toContain("<math");
    expect(html).toContain("alert(&#39;&lt;script&gt;&#39;)");
    expect(html).toContain('<meta property="og:title" content="Tea &lt;b&gt;&amp; cake">');
    expect(html).toContain(
      '<meta property="og:description" content="How &lt;i&gt;do&lt;/i&gt; I make tea?">',
    );
    expect(html).not.toMatch(/<script|<img|<b>|javascript:|og:image|<[^>]*\son\w+=/);
    expect(html).not.toContain("They want");
    const header = (name: string) => answer.headers.get(name);
    expect(header("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(header("x-robots-tag")).toContain("noindex");
    expect(header("referrer-policy")).toBe("same-origin");
    expect(header("cache-control")).toBe("no-store");
    expect(header("x-content-type-options")).toBe("nosniff");
    expect(header("set-cookie")).toBeNull();
  }, 30_000);

  test("shows thoughts and files only if the owner wants so, and files at signed addresses alone", async () => {
    const { app, ann, newChat, share, open } = stage;
    const to = { origin: app.origin, token: ann.token ?? "" };
    const { id } = await uploadFile(to, { name: "leaf.png", content: png, mimeType: "image/png" });
    const { threadId } = await newChat([
      {
        text: "",
        attachmentIds: [id],
        reply: "A leaf.",
        parts: [thoughts, { kind: "text", text: "A leaf." }],
      },
    ]);
    const bare = await (await open((await share(threadId)).path)).text();
    expect(bare).not.toContain("leaf.png");
    const { path, id: shareId } = await share(threadId, { hasThoughts: true, hasFiles: true });
    const html = await (await open(path)).text();
    expect(html).toContain("<summary>Thoughts</summary><p>They want <em>tea</em>.</p>");
    const [, picture = ""] = /<img src="([^"]+)"/.exec(html) ?? [];
    const [, file = ""] = /<a href="([^"]+)" title="leaf.png/.exec(html) ?? [];
    expect((await open(picture)).headers.get("content-type")).toBe("image/webp");
    const whole = await open(file);
    expect(whole.headers.get("content-disposition")).toContain("leaf.png");
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(png);
    // Neither without a signature, nor by that of another file or link.
    expect((await open(file.split("?")[0] ?? "")).status).toBe(404);
    expect((await open(file.replace(id, newId("attachment")))).status).toBe(404);
    const second = await share(threadId, { hasFiles: true });
    expect((await open(file.replace(path, second.path))).status).toBe(404);
    expect((await fetch(`${app.origin}/api/attachments/${id}/content`)).status).toBe(401);
    await ann.api.shares.revoke.mutate({ shareId });
    expect((await open(file)).status).toBe(404);
  }, 30_000);

  test("goes on on further pages where a chat is long", async () => {
    const { newChat, share, open } = stage;
    const long = "word ".repeat(15_000);
    const { threadId } = await newChat([
      { text: "one", reply: long },
      { text: "two", reply: long },
      { text: "three", reply: "the end" },
    ]);
    const { path } = await share(threadId);
    const first = await (await open(path)).text();
    expect(first).not.toContain("the end");
    const [, next = ""] = /rel="next" href="([^"]+)"/.exec(first) ?? [];
    expect(await (await open(next)).text()).toContain("the end");
  }, 30_000);

  test("shows the beginning of a very long message, and says so", async () => {
    const { newChat, share, open } = stage;
    const text = `${"word ".repeat(110_000)}the end`;
    const { threadId } = await newChat([
      { text: "one", reply: text, parts: [thoughts, { kind: "text", text }] },
    ]);
    const { path } = await share(threadId, { hasThoughts: true });
    const first = await (await open(path)).text();
    const [, next = ""] = /rel="next" href="([^"]+)"/.exec(first) ?? [];
    const html = await (await open(next)).text();
    expect(html.length).toBeGreaterThan(490_000);
    expect(html).not.toContain("the end");
    expect(html).toContain("Only the beginning of this message is shown.");
    expect(first).not.toContain("Only the beginning");
  }, 30_000);

  test("is refused for a moment while many pages of its link wait", async () => {
    const { sql, newChat, share, open } = stage;
    const { threadId } = await newChat([{ text: "one", reply: "first" }]);
    const { path } = await share(threadId);
    const asked = await sql.begin(async (tx) => {
      await tx`lock table share_messages in access exclusive mode`;
      const answers = Array.from({ length: 6 }, (_, i) => open(`${path}?page=${i + 1}`));
      // The others wait for the lock.
      const refused = await Promise.race(answers);
      expect(refused.status).toBe(503);
      expect(refused.headers.get("retry-after")).toBe("5");
      return { answers };
    });
    const statuses = (await Promise.all(asked.answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 503)).toHaveLength(1);
    expect((await open(path)).status).toBe(200);
  }, 30_000);
});

test("a copy stays as it was until its owner updates it", async () => {
  const { sql, ann, newChat, share, open } = stage;
  const { threadId, leafId } = await newChat([{ text: "one", reply: "first" }]);
  const { path, id: shareId, isBehind } = await share(threadId);
  expect(isBehind).toBe(false);
  const { sharedAt } = await ann.api.threads.get.query({ threadId });
  await sql`update messages set text = 'changed' where id = ${leafId}`;
  const second = newSend({ threadId, parentId: leafId, text: "two" });
  await ann.api.messages.send.mutate(second);
  const html = await (await open(path)).text();
  expect(html).toContain("first");
  expect(html).not.toContain("two");
  const listed = await ann.api.shares.list.query({ threadId });
  expect(listed.shares.map((each) => [each.id, each.isBehind])).toEqual([[shareId, true]]);
  await untilTrue("the end of the reply", async () => {
    const rows =
      await sql`select 1 from generations where message_id = ${second.replyId} and status = 'completed'`;
    return rows.length > 0;
  });
  const updated = await ann.api.shares.update.mutate({ shareId });
  expect(updated).toMatchObject({ path, messages: 4, isBehind: false });
  expect(await (await open(path)).text()).toContain("two");
  expect((await ann.api.threads.get.query({ threadId })).sharedAt).not.toBe(sharedAt);
  await ann.api.shares.revoke.mutate({ shareId });
  expect((await ann.api.threads.get.query({ threadId })).sharedAt).toBeUndefined();
  const kinds =
    await sql`select kind from audit_events where details ->> 'shareId' = ${shareId} order by seq`;
  expect(kinds.map(({ kind }) => kind)).toEqual([
    "share_created",
    "share_updated",
    "share_revoked",
  ]);
  const facts =
    await sql`select fact from analytics_events where fact ->> 'kind' = 'chat_shared' limit 1`;
  expect(Object.keys(facts[0]?.["fact"]).sort()).toEqual(["audience", "kind", "workflowId"]);
}, 30_000);

test("a chat in the trash is not shared, until it is restored", async () => {
  const { newChat, share, open, ann } = stage;
  const { threadId } = await newChat([{ text: "Where to?", reply: "Home." }]);
  const { path } = await share(threadId);
  const { api } = ann;
  await api.threads.trash.mutate({ threadIds: [threadId] });
  expect((await open(path)).status).toBe(404);
  expect((await open(path, { as: ann })).status).toBe(404);
  expect((await api.shares.list.query({})).shares.filter((each) => each.path === path)).toEqual([]);
  await api.threads.restore.mutate({ threadIds: [threadId] });
  expect((await open(path)).status).toBe(200);
});
