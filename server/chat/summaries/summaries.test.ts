import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import { newId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/message.ts";
import type { App } from "../../app/app.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";
import { until } from "../../../testing/until.ts";

let provider: MockProvider;
let app: App;
let person: Visitor;
beforeAll(async () => {
  provider = await startMockProvider({ scenario: "echo" });
  app = await startTestApp({ providerUrl: provider.url });
  person = await newVisitor(app.origin);
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await provider?.[Symbol.asyncDispose]();
});

/** Says something and waits for the reply. */
async function say(
  text: string,
  { threadId, after }: { threadId: string; after: string | null },
): Promise<Message> {
  const sent = await person.api.messages.send.mutate(newSend({ threadId, text, parentId: after }));
  await untilIdle(person.api, threadId);
  return messageOf(threadId, sent.reply.id);
}

async function messageOf(threadId: string, id: string): Promise<Message> {
  const { messages } = await person.api.messages.list.query({ threadId });
  const message = messages.find((each) => each.id === id);
  if (!message) throw new Error(`no message ${id}`);
  return message;
}

/** Asks for a summary and waits until it is there, or has failed. */
async function summarise(threadId: string, messageId: string): Promise<Message> {
  await person.api.messages.summarise.mutate({ messageId });
  return until("a summary", async () => {
    const message = await messageOf(threadId, messageId);
    return message.summary?.status === "pending" ? undefined : message;
  });
}

/** The contents of the newest request's messages. */
function newestRequest(): string {
  return JSON.stringify(provider.requests.filter(({ kind }) => kind === "reply").at(-1)?.body);
}

test("a summary stands for what is before it, on its own branch alone", async () => {
  const threadId = newId("thread");
  const first = await say("the colour is teal", { threadId, after: null });
  const second = await say("and the number is 42", { threadId, after: first.id });
  provider.setScenario("title text=SUMMARY-OF-IT");
  const summarised = await summarise(threadId, second.id);
  expect(summarised.summary).toMatchObject({ status: "ready", text: "SUMMARY-OF-IT", error: null });
  expect(newestRequest()).toContain("the colour is teal");
  provider.setScenario("echo");

  const third = await say("what now?", { threadId, after: second.id });
  expect(newestRequest()).toContain("SUMMARY-OF-IT");
  expect(newestRequest()).not.toContain("teal");
  const question = third.parentId;
  expect(third.parts?.[0]).toEqual({
    kind: "notice",
    notice: "history_shortened",
    from: question ?? "",
  });

  // An edit of the second question leaves the branch before the summary.
  await say("another number", { threadId, after: first.id });
  expect(newestRequest()).not.toContain("SUMMARY-OF-IT");
  expect(newestRequest()).toContain("teal");
});

test("one that is dropped is used no more, and may be asked for again", async () => {
  const threadId = newId("thread");
  const first = await say("the animal is an otter", { threadId, after: null });
  provider.setScenario("title text=SHORT");
  await summarise(threadId, first.id);
  provider.setScenario("echo");
  const dropped = await person.api.messages.dropSummary.mutate({ messageId: first.id });
  expect(dropped.summary).toMatchObject({ status: "removed", text: "" });
  await say("again", { threadId, after: first.id });
  expect(newestRequest()).toContain("otter");
  provider.setScenario("title text=LONGER");
  const again = await summarise(threadId, first.id);
  expect(again.summary?.text).toBe("LONGER");
  expect(again.summary?.revision).toBeGreaterThan(dropped.summary?.revision ?? 0);
  provider.setScenario("echo");
});

test("asking twice starts one, and a later one builds on it", async () => {
  const threadId = newId("thread");
  const first = await say("one", { threadId, after: null });
  provider.setScenario("title text=FIRST-PART");
  const before = provider.requests.length;
  await Promise.all([
    person.api.messages.summarise.mutate({ messageId: first.id }),
    person.api.messages.summarise.mutate({ messageId: first.id }),
  ]);
  await summarise(threadId, first.id);
  expect(provider.requests.length - before).toBe(1);
  provider.setScenario("echo");
  const second = await say("two", { threadId, after: first.id });
  provider.setScenario("title text=BOTH-PARTS");
  await summarise(threadId, second.id);
  expect(newestRequest()).toContain("FIRST-PART");
  provider.setScenario("echo");
});

test("a failure of the model is said, and trying again helps", async () => {
  const threadId = newId("thread");
  const first = await say("hello", { threadId, after: null });
  provider.setScenario("401");
  const failed = await summarise(threadId, first.id);
  expect(failed.summary).toMatchObject({ status: "failed", error: "provider_auth", text: "" });
  provider.setScenario("title text=FINE");
  expect((await summarise(threadId, first.id)).summary?.status).toBe("ready");
  provider.setScenario("echo");
});

test("a stranger's message looks like one that is not there", async () => {
  const threadId = newId("thread");
  const { id: messageId } = await say("mine", { threadId, after: null });
  const stranger = await newVisitor(app.origin);
  for (const name of ["summarise", "dropSummary"] as const) {
    const foreign = await refusalOf(stranger.api.messages[name].mutate({ messageId }));
    const missing = await refusalOf(
      stranger.api.messages[name].mutate({ messageId: newId("message") }),
    );
    expect(foreign).toEqual(missing);
    expect(foreign.code).toBe("not_found");
  }
});

test("a reply that is being written cannot be summarised yet", async () => {
  const threadId = newId("thread");
  provider.setScenario("gate");
  const { reply } = await person.api.messages.send.mutate(newSend({ threadId }));
  const refused = await refusalOf(person.api.messages.summarise.mutate({ messageId: reply.id }));
  expect(refused.code).toBe("conflict");
  await person.api.generations.stop.mutate({ generationId: reply.generation?.id ?? "" });
  provider.setScenario("echo");
});
