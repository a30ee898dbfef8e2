import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type ModelApi, namedEvent, startModelApi } from "../../../testing/model-apis/model-api.ts";
import { scripted } from "../../../testing/model-apis/replies.ts";
import { collect, replyTo } from "../openai-chat/testing/call-mock.ts";
import type { ProviderRequest } from "../provider.ts";
import { aiSdkKinds } from "./kinds.ts";
import { apiPaths, errorOf, providerAt } from "./testing/provider-at.ts";

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

test.each(aiSdkKinds)(
  "%s: a redirect is not followed: key and conversation stay with their host",
  async (kind) => {
    using elsewhere = startModelApi();
    const { port } = new URL(elsewhere.url);
    elsewhere.answers.push(scripted[kind]({ texts: ["stolen"] }));
    // Another origin, and a status that keeps method and body.
    api.answers.push({ status: 307, headers: { location: `http://localhost:${port}/v1` } });
    expect(await collect(providerAt(api, kind), replyTo("Hi"))).toMatchObject({
      text: "",
      code: "provider_nonsense",
    });
    expect([api.requests.length, elsewhere.requests.length]).toEqual([1, 0]);
  },
);

/** Models of each API that cannot go on in a message that they have begun. */
const askedModels = {
  "openai-responses": "gpt-5-mini",
  anthropic: "claude-opus-5-5",
  google: "gemini-3.1-pro-preview",
};

test.each(aiSdkKinds)("%s: a reply that was cut off is asked to go on", async (kind) => {
  api.answers.push(scripted[kind]({ texts: ["the ", "trash"] }));
  const request = replyTo("Hi", { model: askedModels[kind], continues: "take out the" });
  const { text, code } = await collect(providerAt(api, kind), request);
  expect({ text, code }).toEqual({ text: " trash", code: null });
  expect(JSON.stringify(api.requests.at(-1))).toContain("take out the");
});

test.each(aiSdkKinds)("%s: an address with a query keeps it behind the path", async (kind) => {
  api.answers.push(scripted[kind]({ texts: ["ok"] }));
  const provider = providerAt(api, kind, { query: "?api-version=2024-10-21" });
  expect((await collect(provider, replyTo("Hi"))).text).toBe("ok");
  const { pathname, searchParams } = new URL(api.requests[0]?.path ?? "", api.url);
  expect(pathname).toStartWith(apiPaths[kind]);
  expect(pathname).toMatch(/\/(responses|messages|models\/mock:streamGenerateContent)$/);
  expect(searchParams.get("api-version")).toBe("2024-10-21");
});

test.each(aiSdkKinds)("%s: thoughts that are left in the text are none of it", async (kind) => {
  const texts = Array.from("<think>\nSecret\n</think>\n\nHello");
  api.answers.push(scripted[kind]({ texts }));
  expect(await collect(providerAt(api, kind), replyTo("Hi"))).toMatchObject({
    text: "Hello",
    thought: "Secret\n",
    code: null,
  });
});

test.each(aiSdkKinds)("%s: an answer without a word is none", async (kind) => {
  api.answers.push(scripted[kind]({}));
  expect((await collect(providerAt(api, kind), replyTo("Hi"))).code).toBe("provider_nonsense");
});

test.each(aiSdkKinds)("%s: thoughts that use up the length have not failed", async (kind) => {
  const ended = {
    "openai-responses": "max_output_tokens",
    anthropic: "max_tokens",
    google: "MAX_TOKENS",
  };
  api.answers.push(scripted[kind]({ thoughts: ["Hm"], ended: ended[kind] }));
  expect(await collect(providerAt(api, kind), replyTo("Hi"))).toMatchObject({
    thought: "Hm",
    text: "",
    finishReason: "length",
    code: null,
  });
});

test.each(aiSdkKinds)("%s: an address without its API is said to be wrong", async (kind) => {
  api.answers.push({ status: 404, json: { detail: "Not Found" } });
  expect((await collect(providerAt(api, kind), replyTo("Hi"))).code).toBe("provider_wrong_address");
});

test.each(aiSdkKinds)("%s: turns without a word are left out", async (kind) => {
  api.answers.push(scripted[kind]({ texts: ["ok"] }));
  const turns = [
    { role: "user" as const, text: "One" },
    { role: "assistant" as const, text: " \n" },
    { role: "user" as const, text: "Two" },
  ];
  await collect(providerAt(api, kind), replyTo("", { turns }));
  expect(JSON.stringify(api.requests[0]?.body)).toContain("One\\n\\nTwo");
});

test.each([
  [
    "openai-responses",
    "gpt-5-mini",
    { max_output_tokens: 1_000, reasoning: { effort: "minimal" } },
  ],
  ["openai-responses", "gpt-5.1", { max_output_tokens: 1_000, reasoning: { effort: "none" } }],
  ["openai-responses", "gpt-4o", { max_output_tokens: 32 }],
  ["anthropic", "claude-sonnet-4-5", { max_tokens: 32 }],
  ["google", "gemini-2.5-flash", { generationConfig: { maxOutputTokens: 1_000 } }],
] as const)(
  "%s: a title by %s leaves room for thoughts it cannot do without",
  async (kind, model, body) => {
    api.answers.push(scripted[kind]({ texts: ["A title"] }));
    await collect(providerAt(api, kind), replyTo("Hi", { purpose: "title", model }));
    expect(api.requests[0]?.body).toMatchObject(body);
  },
);

describe("Anthropic: a reply that was cut off goes on in its own message", () => {
  const goOn = (model: string, more: Partial<ProviderRequest> = {}) =>
    replyTo("Hi", { model, continues: "take out the ", ...more });
  const messagesOf = () => api.requests.map(({ body }) => Object(body).messages);
  const roles = () => messagesOf().map((messages) => messages.at(-1).role);

  test("without white space at its end, and without thinking, which the API refuses there", async () => {
    api.answers.push(scripted.anthropic({ texts: [" trash", "."] }));
    const request = goOn("claude-sonnet-4-5", { effort: "high", temperature: 0.5 });
    const { text, code, thought } = await collect(providerAt(api, "anthropic"), request);
    expect({ text, code, thought }).toEqual({ text: "trash.", code: null, thought: "" });
    const [{ body } = { body: {} }] = api.requests;
    expect(body).toMatchObject({ thinking: { type: "disabled" }, temperature: 0.5 });
    const said = { role: "assistant", content: [{ type: "text", text: "take out the" }] };
    expect(messagesOf()[0].at(-1)).toEqual(said);
  });

  test("models that never think are told nothing about it", async () => {
    api.answers.push(scripted.anthropic({ texts: ["trash."] }));
    await collect(providerAt(api, "anthropic"), goOn("claude-3-5-haiku-latest"));
    expect(roles()).toEqual(["assistant"]);
    expect(api.requests[0]?.body).not.toHaveProperty("thinking");
  });

  test.each([
    "This model does not support assistant message prefill. The conversation must end with a user message.",
    "messages.1.content.0.type: Expected `thinking`, but found `text`. When `thinking` is enabled, a final `assistant` message must start with a thinking block",
    "no",
  ])("where it is refused, the model is asked, from then on at once: %s", async (says) => {
    api.answers.push(
      { status: 400, json: errorOf("invalid_request_error", says) },
      scripted.anthropic({ texts: ["the trash."] }),
    );
    const provider = providerAt(api, "anthropic");
    for (let i = 0; i < 2; i++) {
      const { text, code } = await collect(provider, goOn("claude-opus-4-8", { effort: "high" }));
      expect({ text, code }).toEqual({ text: "trash.", code: null });
    }
    expect(roles()).toEqual(["assistant", "user", "user"]);
    // It was the beginning that was refused, not the effort.
    expect(api.requests.at(-1)?.body).toMatchObject({ output_config: { effort: "high" } });
    expect(await provider.effortsOf?.("claude-opus-4-8")).toEqual([
      "none",
      "low",
      "medium",
      "high",
    ]);
  });

  test("a model that begins anew is asked instead", async () => {
    const before = `${"A sentence of the reply. ".repeat(8)}And take out the`;
    api.answers.push(
      scripted.anthropic({ texts: [before.slice(0, 120), " and so on, in other words"] }),
      scripted.anthropic({ texts: ["trash."] }),
    );
    const request = goOn("claude-sonnet-4-5", { continues: before });
    const { text } = await collect(providerAt(api, "anthropic"), request);
    expect(text).toBe(" trash.");
    expect(roles()).toEqual(["assistant", "user"]);
  });
});
