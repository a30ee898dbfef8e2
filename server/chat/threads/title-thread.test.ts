import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";
import { createLog } from "../../platform/log.ts";
import type { Provider } from "../../models/provider.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { titleThread } from "./title-thread.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";
import { until } from "../../../testing/until.ts";

let provider: MockProvider;
let app: App;

beforeAll(async () => {
  provider = await startMockProvider({ scenario: "echo", titleScenario: "title" });
  app = await startTestApp({ providerUrl: provider.url });
});

afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await provider?.[Symbol.asyncDispose]();
});

test("a thread gets its name after the first reply, unless its owner was faster", async () => {
  const ann = await newVisitor(app.origin);
  const { thread } = await ann.api.messages.send.mutate(newSend({ text: "Name this, please" }));
  await provider.waitForRequest(1, "title");
  expect(thread).toMatchObject({ title: null, provisionalTitle: "Name this, please" });
  const title = await until("a title", async () => {
    const read = await ann.api.threads.get.query({ threadId: thread.id });
    return read.title ?? undefined;
  });
  expect(title.length).toBeGreaterThan(0);

  const named = newSend();
  await ann.api.threads.create.mutate({ id: named.threadId });
  await ann.api.threads.rename.mutate({ threadId: named.threadId, title: "My own" });
  const { reply } = await ann.api.messages.send.mutate(named);
  await untilIdle(ann.api, reply.threadId);
  expect((await ann.api.threads.get.query({ threadId: named.threadId })).title).toBe("My own");
});

/** How a thread is named whose model answers so. */
async function titleFrom(
  stage: Stage,
  {
    answer,
    finishReason,
    thinks,
  }: { answer: string; finishReason: "length" | null; thinks: boolean },
): Promise<unknown> {
  const { threadId, messageId } = await stage.ask("What is this?");
  const parts = JSON.stringify([{ kind: "reasoning", text: "hm", startedAt: "", endedAt: null }]);
  await stage.sql`update messages set text = 'That.', parts = ${thinks ? parts : null}::text::jsonb where id = ${messageId}`;
  const model: Provider = {
    name: "told",
    async stream(_request, { write }) {
      await write(answer);
      return { usage: null, finishReason };
    },
  };
  const deps = {
    db: stage.db,
    provider: model,
    defaultModel: async () => "m",
    fallbacks: stage.fallbacks,
    catalog: stage.catalog,
    log: createLog("silent"),
  };
  await titleThread(deps, { threadId, askModel: true }, true);
  const [row] = await stage.sql<
    { title: string }[]
  >`select title from threads where id = ${threadId}`;
  return row?.title;
}

test("what is cut off before its end is no title, and may be thoughts", async () => {
  await using stage = await createStage();
  const cut = { finishReason: "length" as const, thinks: false };
  const ownWords = "What is this?";
  const thoughts = "Okay, the user wants a title.\nIt should";
  expect(await titleFrom(stage, { ...cut, answer: "Okay, the user wants a" })).toBe(ownWords);
  expect(await titleFrom(stage, { ...cut, answer: "A title\n\nI chose it" })).toBe("A title");
  expect(await titleFrom(stage, { ...cut, answer: thoughts, thinks: true })).toBe(ownWords);
  const whole = { answer: "A title", finishReason: null, thinks: true };
  expect(await titleFrom(stage, whole)).toBe("A title");
});
