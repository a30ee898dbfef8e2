import { afterEach, beforeEach, expect, test } from "bun:test";
import { type ModelApi, namedEvent, startModelApi } from "../../../testing/model-apis/model-api.ts";
import { scripted } from "../../../testing/model-apis/replies.ts";
import { collect, replyTo } from "../openai-chat/testing/call-mock.ts";
import { aiSdkKinds } from "./kinds.ts";
import { errorOf, providerAt } from "./testing/provider-at.ts";

// What one API alone does.

let api: ModelApi;
beforeEach(() => {
  api = startModelApi();
});
afterEach(() => api[Symbol.dispose]());

test("Anthropic: an overload in the middle of a stream is the server's fault, and keeps the text", async () => {
  const { events = [] } = scripted.anthropic({ texts: ["Hel"], isCut: true });
  const overload = { type: "error", error: { type: "overloaded_error", message: "Overloaded" } };
  api.answers.push({ events: [...events, namedEvent(overload)] });
  expect(await collect(providerAt(api, "anthropic"), replyTo("Hi"))).toMatchObject({
    text: "Hel",
    code: "provider_unavailable",
  });
});

test("Anthropic: status 529 before any text is tried again", async () => {
  api.answers.push(
    { status: 529, json: errorOf("overloaded_error") },
    scripted.anthropic({ texts: ["ok"] }),
  );
  expect((await collect(providerAt(api, "anthropic"), replyTo("Hi"))).text).toBe("ok");
});

test("Responses: conversations are not kept by the provider", async () => {
  api.answers.push(scripted["openai-responses"]({ texts: ["ok"] }));
  await collect(providerAt(api, "openai-responses"), replyTo("Hi"));
  expect(api.requests[0]?.body.store).toBe(false);
});

test("Gemini: a prompt that its filter blocks says so", async () => {
  const blocked = { promptFeedback: { blockReason: "SAFETY" } };
  api.answers.push({ events: [`data: ${JSON.stringify(blocked)}\n\n`] });
  expect(await collect(providerAt(api, "google"), replyTo("Hi"))).toMatchObject({
    finishReason: "content_filter",
    code: null,
  });
});

test.each(aiSdkKinds)("%s: a reply that was cut off is asked to go on", async (kind) => {
  api.answers.push(scripted[kind]({ texts: ["the ", "trash"] }));
  const request = { ...replyTo("Hi"), continues: "take out the" };
  const { text, code } = await collect(providerAt(api, kind), request);
  expect({ text, code }).toEqual({ text: " trash", code: null });
  expect(JSON.stringify(api.requests.at(-1))).toContain("take out the");
});
