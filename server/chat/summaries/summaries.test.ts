import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { type Summariser, newSummariser } from "../../../testing/server/summary-stage.ts";
import { newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";

let provider: MockProvider;
let app: App;
let person: Summariser;
beforeAll(async () => {
  provider = await startMockProvider({ scenario: "echo" });
  app = await startTestApp({ providerUrl: provider.url });
  person = await newSummariser(app.origin);
}, 30_000);
afterAll(async () => {
  person?.[Symbol.dispose]();
  await app?.[Symbol.asyncDispose]();
  await provider?.[Symbol.asyncDispose]();
});

/** The contents of the newest request's messages. */
function newestRequest(): string {
  return JSON.stringify(provider.requests.filter(({ kind }) => kind === "reply").at(-1)?.body);
}

test("a summary stands for what is before it, on its own branch alone", async () => {
  const threadId = newId("thread");
  const first = await person.say("the colour is teal", { threadId, after: null });
  const second = await person.say("and the number is 42", { threadId, after: first.id });
  provider.setScenario("title text=SUMMARY-OF-IT");
  const summarised = await person.summarise(second.id);
  expect(summarised.summary).toMatchObject({ status: "ready", text: "SUMMARY-OF-IT", error: null });
  expect(newestRequest()).toContain("the colour is teal");
  provider.setScenario("echo");

  const third = await person.say("what now?", { threadId, after: second.id });
  expect(newestRequest()).toContain("SUMMARY-OF-IT");
  expect(newestRequest()).not.toContain("teal");
  const question = third.parentId;
  expect(third.parts?.[0]).toEqual({
    kind: "notice",
    notice: "history_shortened",
    from: question ?? "",
  });

  // An edit of the second question leaves the branch before the summary.
  await person.say("another number", { threadId, after: first.id });
  expect(newestRequest()).not.toContain("SUMMARY-OF-IT");
  expect(newestRequest()).toContain("teal");
});

test("one that is dropped is used no more, and may be asked for again", async () => {
  const threadId = newId("thread");
  const first = await person.say("the animal is an otter", { threadId, after: null });
  provider.setScenario("title text=SHORT");
  await person.summarise(first.id);
  provider.setScenario("echo");
  const dropped = await person.api.messages.dropSummary.mutate({ messageId: first.id });
  expect(dropped.summary).toMatchObject({ status: "removed", text: "" });
  await person.say("again", { threadId, after: first.id });
  expect(newestRequest()).toContain("otter");
  provider.setScenario("title text=LONGER");
  const again = await person.summarise(first.id);
  expect(again.summary?.text).toBe("LONGER");
  expect(again.summary?.revision).toBeGreaterThan(dropped.summary?.revision ?? 0);
  provider.setScenario("echo");
});

test("asking twice starts one, and a later one builds on it", async () => {
  const threadId = newId("thread");
  const first = await person.say("one", { threadId, after: null });
  provider.setScenario("title text=FIRST-PART");
  const asked = () => provider.requests.filter(({ kind }) => kind === "reply").length;
  const before = asked();
  await Promise.all([
    person.api.messages.summarise.mutate({ messageId: first.id }),
    person.api.messages.summarise.mutate({ messageId: first.id }),
  ]);
  await person.summarise(first.id);
  // Titles are asked for meanwhile, and do not count.
  expect(asked() - before).toBe(1);
  provider.setScenario("echo");
  const second = await person.say("two", { threadId, after: first.id });
  provider.setScenario("title text=BOTH-PARTS");
  await person.summarise(second.id);
  expect(newestRequest()).toContain("FIRST-PART");
  provider.setScenario("echo");
});

test("a failure of the model is said, and trying again helps", async () => {
  const threadId = newId("thread");
  const first = await person.say("hello", { threadId, after: null });
  provider.setScenario("401");
  const failed = await person.summarise(first.id);
  expect(failed.summary).toMatchObject({ status: "failed", error: "provider_auth", text: "" });
  provider.setScenario("title text=FINE");
  expect((await person.summarise(first.id)).summary?.status).toBe("ready");
  provider.setScenario("echo");
});

test("a stranger's message looks like one that is not there", async () => {
  const threadId = newId("thread");
  const { id: messageId } = await person.say("mine", { threadId, after: null });
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
