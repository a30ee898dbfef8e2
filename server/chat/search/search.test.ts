import { afterAll, beforeAll, expect, test } from "bun:test";
import { maxMessageLength } from "../../../shared/limits.ts";
import type { SearchPage } from "../../../shared/search.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { search } from "./search.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

function find(
  query: string,
  options: { cursor?: string | undefined; limit?: number; userId?: string } = {},
) {
  const { userId = stage.userId, limit = 20, cursor } = options;
  return search(stage.db, { userId, query, limit, cursor });
}

/** The texts found, with matches in brackets. */
function textsOf({ messages }: SearchPage): string[] {
  return messages.map(({ snippet }) =>
    snippet.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join(""),
  );
}

/** Sends a message and has it answered. */
async function converse(question: string, answer: string) {
  const asked = await stage.ask(question);
  using worker = startTestWorker(stage);
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.say(answer);
  call.finish();
  await running;
  return asked;
}

test("a message is found as soon as it is sent, and a reply as soon as it has ended", async () => {
  const asked = await stage.ask("Where do narwhals live?");
  expect(textsOf(await find("narwhal"))).toEqual(["Where do [narwhal]s live?"]);
  using worker = startTestWorker(stage);
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.say("In Arctic waters, with their tusks.");
  await worker.watch(asked.generationId, (seen) => seen.text.includes("tusks"));
  expect(textsOf(await find("tusks"))).toEqual([]);
  call.finish();
  await running;
  const { messages } = await find("TUSKS");
  expect(messages).toMatchObject([
    { messageId: asked.messageId, threadId: asked.threadId, role: "assistant" },
  ]);
});

test("words are found in every script, without accents, inside words, in any order", async () => {
  await converse("Übersetze Krankenversicherung ins Französische", "l’assurance-maladie, c’est ça");
  await converse("東京都の天気は?", "今日は晴れです。🌞");
  await converse("متى يبدأ المعرض؟", "يبدأ المَعرِض غدًا");
  for (const [query, count] of [
    ["ubersetze", 1],
    ["versicherung", 1],
    ["französische krankenversicherung", 1],
    ["FRANZOSISCHE", 1],
    ["maladie ca", 1],
    ["l'assurance", 1],
    ["京", 1],
    ["天気", 1],
    ["🌞", 1],
    ["المعرض", 2],
    ["krankenversicherung maladie", 0],
    ['"ins Französische"', 1],
    ['"Französische ins"', 0],
    [`${"ubersetze ".repeat(18)}krankenv`, 1],
    [`${"ins ".repeat(48)}absent`, 0],
  ] as const)
    expect([query, (await find(query)).messages.length]).toEqual([query, count]);
});

test("filters narrow a search, and do without words", async () => {
  const first = await converse("The zebra question", "The zebra answer");
  const { messages: mine } = await find("zebra from:me");
  expect(mine).toMatchObject([{ role: "user" }]);
  expect((await find("zebra from:model")).messages).toMatchObject([{ messageId: first.messageId }]);
  const [row] = await stage.sql`select model from generations where id = ${first.generationId}`;
  expect((await find(`zebra model:${row?.["model"]}`)).messages).toHaveLength(1);
  expect((await find("zebra model:no-such-model")).messages).toEqual([]);
  expect((await find("zebra before:2020")).messages).toEqual([]);
  expect((await find("zebra after:2020")).messages).toHaveLength(2);
  expect((await find("has:file")).messages).toEqual([]);
  expect((await find("from:model", { limit: 1 })).messages).toHaveLength(1);
  expect(await find("   ")).toEqual({ threads: [], messages: [], nextCursor: null });
});

test("pages follow each other without gaps or repetitions", async () => {
  const { threadId, messageId } = await stage.ask("walrus 0");
  await stage.sql`
    insert into messages (id, thread_id, user_id, parent_id, seq, role, text, created_at)
    select 'msg_e' || lpad(to_hex(i), 31, '0'), ${threadId}, ${stage.userId}, ${messageId}, 10 + i, 'user',
      case when i % 3 = 0 then 'a walrus ' else 'a seal ' end || i, now() - interval '1 day' - (i / 4) * interval '1 second'
    from generate_series(1, 300) i`;
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page: SearchPage = await find("walrus", { limit: 7, cursor });
    seen.push(...textsOf(page));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(101);
  expect(new Set(seen).size).toBe(101);
  expect(seen[0]).toBe("[walrus] 0");
  expect((await find("walrus", { limit: 50 })).messages).toHaveLength(50);
  expect(await find("walrus", { cursor: "garbage" }).catch(String)).toContain("does not belong");
});

test("titles are found, the latest first, and nothing of another person", async () => {
  const { threadId } = await converse("about the okapi", "fine");
  await stage.sql`update threads set title = 'Das Große Okapi' where id = ${threadId}`;
  expect((await find("okapi grosse")).threads).toMatchObject([
    {
      threadId,
      title: [
        { text: "Das ", isMatch: false },
        { text: "Große", isMatch: true },
        { text: " ", isMatch: false },
        { text: "Okapi", isMatch: true },
      ],
    },
  ]);
  expect((await find("okapi from:me")).threads).toEqual([]);
  expect(await find("okapi", { userId: "user_other" })).toEqual({
    threads: [],
    messages: [],
    nextCursor: null,
  });
});

test("a chat session searches only the threads that it may see", async () => {
  await stage.ask("an older axolotl");
  const { threadId } = await stage.ask("a newer axolotl");
  await stage.sql`update threads set title = 'Axolotl ' || id where id in (select thread_id from messages where text like '%axolotl')`;
  const within = { workflowId: "wf_default", newest: 1 };
  const request = { userId: stage.userId, query: "axolotl", limit: 20 };
  const found = await search(stage.db, { ...request, within });
  expect(textsOf(found)).toEqual(["a newer [axolotl]"]);
  expect(found.threads.map((each) => each.threadId)).toEqual([threadId]);
  const all = await search(stage.db, { ...request, within: { ...within, newest: null } });
  expect([all.messages.length, all.threads.length]).toEqual([2, 2]);
  const other = { workflowId: "wf_other", newest: null };
  expect((await search(stage.db, { ...request, within: other })).messages).toEqual([]);
});

test("what is deleted is not found", async () => {
  const { threadId } = await stage.ask("the quagga is gone");
  await stage.sql`delete from threads where id = ${threadId}`;
  expect((await find("quagga")).messages).toEqual([]);
});

test("the last word of the longest message is found", async () => {
  const last = " zorilla";
  const long = "lorem ipsum "
    .repeat(maxMessageLength / 12)
    .slice(0, maxMessageLength - last.length);
  await stage.ask(long + last);
  expect(textsOf(await find("zorilla"))).toEqual([expect.stringContaining("[zorilla]")]);
});
