import { afterAll, beforeAll, expect, test } from "bun:test";
import { chatWith, thoughtsOf } from "../../../testing/server/chat-with.ts";
import { connectionTo, providerTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";

// What real model servers do, through a whole node, to the message that its reader has in the end.

let mock: MockProvider;
let app: App;
let visitor: Visitor;
beforeAll(async () => {
  mock = await startMockProvider();
  app = await startTestApp({ providerUrl: mock.url, config: { logLevel: "silent" } });
  visitor = await newVisitor(app.origin);
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await mock?.[Symbol.asyncDispose]();
});

/** The text of a reply that is whole. */
const answers: [scenario: string, text: string, thoughts?: string][] = [
  ["always-last", "A B C"],
  ["always-last delay=2200", "A B C"],
  ["always-last thought=1", "A B C", "hm"],
  ["content-list", "Hello there", "hm"],
  ["content-list as=databricks", "Hello there", "hm"],
  ["whole", "A whole answer at once."],
  ["whole status=201", "A whole answer at once."],
  ["whole as=event", "A whole answer at once."],
  ["whole as=mistyped", "A whole answer at once."],
  ["wrapped as=data type=text/html", "Hello there"],
  ["keep-alives", "0 1 2 3 4 5 6 7 8 9 10 "],
  ["long-thought delay=1500", "An answer at last."],
  ["thinks-in-text as=tag", "Hello there", "Secret\n"],
  ["thinks-in-text as=unopened", "Hello there", "Secret\n"],
  ["thinks-in-text as=harmony", "Hello there", "Secret"],
  ["thinks-apart as=reasoning", "Hello there", "Secret"],
  ["odd-stream as=dense", "Hello there"],
  ["odd-stream as=tight type=text/html", "Hello there"],
  // Asked for whole answers from then on, so it comes last.
  ["whole as=refuse", "A whole answer at once."],
];

test.each([
  ["length", "length"],
  ["MAX_TOKENS", "length"],
  ["sensitive", "content_filter"],
] as const)("a reply that ends with %s is marked as such", async (finish, finishReason) => {
  const conversation = chatWith(app.origin, visitor);
  const reply = await conversation.say(`[[paced tokens=3 rate=1000 finish=${finish}]]`);
  expect(reply.text).not.toBe("");
  expect(reply.generation).toMatchObject({ status: "completed", finishReason });
});

test("thoughts that use up the length are kept, and the reply is marked as cut", async () => {
  const reply = await chatWith(app.origin, visitor).say("[[only-thoughts]]");
  expect(reply).toMatchObject({
    text: "",
    generation: { status: "completed", finishReason: "length" },
  });
  expect(thoughtsOf(reply)).toBe("Let me think about that.");
});

test.each(answers)(
  "%s",
  async (scenario, text, thoughts = "") => {
    const reply = await chatWith(app.origin, visitor).say(`[[${scenario}]]`);
    expect(reply).toMatchObject({ text, generation: { status: "completed", error: null } });
    expect(reply.generation?.finishReason).toBeUndefined();
    expect(thoughtsOf(reply)).toBe(thoughts);
  },
  30_000,
);

test("a full context does not end a conversation: it goes on with less history, and says so", async () => {
  await using small = await startMockProvider({
    scenario: "small-context size=1600 as=llamacpp reply=3000",
  });
  const provider = providerTo([connectionTo(small.url)]);
  await using node = await startTestApp({ config: { logLevel: "silent", provider } });
  const conversation = chatWith(node.origin, await newVisitor(node.origin));
  for (let n = 1; n <= 50; n++) {
    const reply = await conversation.say(`hi ${n}`);
    expect(reply.generation).toMatchObject({ status: "completed" });
    expect(reply.text).toHaveLength(3_000);
    const notices = reply.parts?.filter(({ kind }) => kind === "notice") ?? [];
    expect([n, notices]).toEqual([
      n,
      n > 3 ? [expect.objectContaining({ notice: "history_shortened" })] : [],
    ]);
  }
}, 120_000);
