import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { expectedText } from "../../../testing/mock-provider/choose-scenario.ts";
import { newId } from "../../../shared/ids.ts";
import { scripted } from "../../../testing/model-apis/replies.ts";
import { present } from "../../../testing/present.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { forgetFailures } from "../../../testing/server/circuits-of.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import {
  type Answered,
  type FailoverStage,
  openFailoverStage,
  refusal,
  standIn,
} from "../../../testing/server/failover-stage.ts";

// One node, whose model is chat completions, with two fallback models of Anthropic's API.

let stage: FailoverStage;
let admin: Browser;
beforeAll(async () => {
  stage = await openFailoverStage();
  admin = await newAdmin({ origin: present(stage.nodes[0]).origin, sql: stage.sql });
}, 30_000);
afterAll(() => stage[Symbol.asyncDispose]());

const text = "From the stand-in";

/** The fallback models that were asked, in order. */
const standInsOf = ({ stoodIn }: Answered) => stoodIn.map(({ body }) => body.model);

describe("another model writes the reply, and the message says so, when the model that was asked for", () => {
  test.each([
    ["cut-before-headers", "provider_unreachable"],
    ["500", "provider_unavailable"],
    ["401", "provider_auth"],
    ["unknown-model", "provider_unknown_model"],
    ["429 after=seconds in=9", "provider_rate_limited"],
    ["429 after=absurd", "provider_rate_limited"],
    ["nonsense", "provider_nonsense"],
    ["empty", "provider_nonsense"],
    ["stall-before-headers", "provider_timeout"],
    ["cut-fin tokens=0", "provider_cut"],
  ] as const)("answers %s", async (scenario, reason) => {
    const answered = await stage.ask(`[[${scenario}]]`);
    const { reply, seen, asked, model } = answered;
    const substitute = { kind: "substitute", model: "claude/first", asked: model, reason };
    expect(reply).toMatchObject({
      text,
      parts: [substitute, { kind: "text", text }],
      generation: { status: "completed", error: null, model: "claude/first" },
    });
    expect(seen.parts).toMatchObject([substitute, { kind: "text", text }]);
    expect(seen.final).toMatchObject({ status: "completed", model: "claude/first" });
    expect(asked).toHaveLength(1);
    expect(standInsOf(answered)).toEqual(["first"]);
  });
});

test("a model that answers is not replaced, and nothing is said of others", async () => {
  const answered = await stage.ask("hello");
  expect(answered.reply).toMatchObject({ text: "hello", generation: { model: answered.model } });
  expect(answered.reply.parts).toBeUndefined();
  expect(answered.seen.final?.model).toBeUndefined();
  expect(answered.stoodIn).toEqual([]);
});

test("a model that refused a moment ago is asked again for the next reply", async () => {
  const { model } = await stage.ask("[[401]]");
  const next = await stage.ask("hello", { model });
  expect(next.reply).toMatchObject({ text: "hello", generation: { model } });
});

describe("no other model writes once something has reached the reader", () => {
  test("text", async () => {
    const { reply, seen, stoodIn } = await stage.ask("[[cut-close-delimited]]");
    const begun = expectedText("cut-close-delimited");
    expect(reply).toMatchObject({
      text: begun,
      generation: { status: "failed", error: { code: "provider_cut" } },
    });
    expect(seen.text).toBe(begun);
    expect(stoodIn).toEqual([]);
  });

  test("thoughts", async () => {
    const thinking = scripted.anthropic({ thoughts: ["Hm."], isCut: true });
    const answered = await stage.ask("hello", {
      model: "claude/second",
      stoodIn: [thinking, standIn],
    });
    expect(answered.reply).toMatchObject({
      text: "",
      parts: [{ kind: "reasoning", text: "Hm." }],
      generation: { status: "failed", error: { code: "provider_cut" }, model: "claude/second" },
    });
    expect(standInsOf(answered)).toEqual(["second"]);
    expect(answered.asked).toEqual([]);
  });

  test("text of a model that stood in", async () => {
    const broken = scripted.anthropic({ texts: ["From the"], isCut: true });
    const answered = await stage.ask("[[401]]", { stoodIn: [broken, standIn] });
    expect(answered.reply).toMatchObject({
      text: "From the",
      generation: { status: "failed", error: { code: "provider_cut" }, model: "claude/first" },
    });
    expect(standInsOf(answered)).toEqual(["first"]);
  });
});

test.each([
  ["500 status=400", "provider_rejected"],
  ["context-length", "message_too_long"],
])("what is wrong with the request itself is told at once: %s", async (scenario, code) => {
  const { reply, stoodIn } = await stage.ask(`[[${scenario}]]`);
  expect(reply.generation).toMatchObject({ status: "failed", error: { code } });
  expect(stoodIn).toEqual([]);
});

test("a fallback that does not exist, or cannot take the request, is passed over", async () => {
  for (const first of [refusal(404, "not_found_error"), refusal(400, "invalid_request_error")]) {
    const answered = await stage.ask("[[401]]", { stoodIn: [first, standIn] });
    expect(standInsOf(answered)).toEqual(["first", "second"]);
    expect(answered.reply).toMatchObject({ text, generation: { model: "claude/second" } });
  }
});

test("where no model can answer, the failure of the first is told", async () => {
  const answered = await stage.ask("[[401]]", { stoodIn: [refusal(404, "not_found_error")] });
  expect(answered.reply).toMatchObject({
    text: "",
    generation: { status: "failed", error: { code: "provider_auth" }, model: answered.model },
  });
  expect(answered.reply.parts).toBeUndefined();
  expect(answered.asked).toHaveLength(1);
  expect(standInsOf(answered)).toEqual(["first", "second"]);
});

test("where none is free, the one that is soonest back is waited for", async () => {
  const busy = { ...refusal(429, "rate_limit_error"), headers: { "retry-after": "9" } };
  const answered = await stage.ask("[[429 times=1 after=seconds in=1]]", { stoodIn: [busy] });
  expect(answered.reply.generation).toMatchObject({
    status: "completed",
    model: answered.model,
  });
  expect(answered.reply.parts).toBeUndefined();
  expect(answered.asked).toHaveLength(2);
  expect(standInsOf(answered)).toEqual(["first", "second"]);
  await forgetFailures(stage.sql, stage.nodes);
});

describe("an assistant", () => {
  test.each<{ fallbacks: string[] | null; standIns: string[] }>([
    { fallbacks: ["claude/own"], standIns: ["own"] },
    { fallbacks: [], standIns: [] },
    { fallbacks: null, standIns: ["first"] },
  ])("with a list of its own, an empty one, or none: %o", async ({ fallbacks, standIns }) => {
    const { workflows } = admin.api.admin;
    const { definition } = await workflows.get.query({ id: "wf_default" });
    const workflowId = newId("workflow");
    const name = "With fallbacks";
    await workflows.create.mutate({
      id: workflowId,
      definition: { ...definition, name, fallbacks },
    });
    await workflows.publish.mutate({ id: workflowId, draftRevision: 1 });
    const answered = await stage.ask("[[401]]", { workflowId });
    expect(standInsOf(answered)).toEqual(standIns);
    const status = standIns.length > 0 ? "completed" : "failed";
    expect(answered.reply.generation?.status).toBe(status);
  });
});

test("a reply that was cut off is continued by another model when its own cannot", async () => {
  const cut = scripted.anthropic({ texts: ["Take out the"], ended: "max_tokens" });
  const { reply } = await stage.ask("hello", { model: "claude/second", stoodIn: [cut] });
  expect(reply.generation).toMatchObject({ status: "completed", finishReason: "length" });
  // An assistant that fixes its model: otherwise the model that began would continue.
  const settings = stage.sql.json({ modelChoice: { from: "none", models: [] } });
  await stage.sql`update workflows set model = ${"claude/first"}, settings = settings || ${settings}`;
  const more = scripted.anthropic({ texts: [" bins."] });
  stage.claude.answers.splice(0, Infinity, refusal(529, "overloaded_error"), more);
  const generationId = newId("generation");
  using socket = openChatSocket(present(stage.nodes[0]).origin, stage.visitor.token);
  await socket.api.messages.continue.mutate({ messageId: reply.id, generationId });
  const seen = await socket.watch(generationId);
  expect(seen.text).toBe("Take out the bins.");
  const { messages } = await socket.api.messages.list.query({ threadId: reply.threadId });
  const continued = present(messages.find(({ id }) => id === reply.id));
  expect(continued).toMatchObject({
    text: "Take out the bins.",
    generation: { status: "completed", model: "claude/second" },
  });
  expect(continued.parts).toBeUndefined();
});
