import { describe, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { ProviderRequest } from "../provider.ts";
import { collect, providerAt, replyTo } from "./testing/call-mock.ts";

describe("the request", () => {
  test("is what OpenAI documents", async () => {
    await using own = await startMockProvider();
    const turns: ProviderRequest["turns"] = [
      { role: "user", text: "one" },
      { role: "assistant", text: "two" },
      { role: "user", text: "three" },
    ];
    const provider = providerAt(own, { apiKey: "sk-test", baseUrl: `${own.url}/` });
    await collect(provider, replyTo("", { turns }));
    const request = await own.waitForRequest();
    expect(request.path).toBe("/v1/chat/completions");
    expect(request.headers).toMatchObject({
      authorization: "Bearer sk-test",
      "content-type": "application/json",
    });
    expect(request.body).toEqual({
      model: "mock",
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "one" },
        { role: "assistant", content: "two" },
        { role: "user", content: "three" },
      ],
    });
  });

  test("has no Authorization without a key and no system message without instructions", async () => {
    await using own = await startMockProvider();
    await collect(providerAt(own), replyTo("hi", { instructions: "" }));
    const request = await own.waitForRequest();
    expect(request.headers).not.toHaveProperty("authorization");
    expect(request.body).toMatchObject({ messages: [{ role: "user", content: "hi" }] });
  });

  test("leaves stream_options out for a model whose server refuses it, and remembers", async () => {
    await using own = await startMockProvider({ scenario: "refuse-param param=stream_options" });
    const provider = providerAt(own);
    expect((await collect(provider, replyTo("hi"))).code).toBeNull();
    expect((await collect(provider, replyTo("hi"))).code).toBeNull();
    const asked = own.requests.map(({ body }) => Object.hasOwn(Object(body), "stream_options"));
    expect(asked).toEqual([true, false, false]);
  });

  const sentOf = ({ requests }: MockProvider, name: string) =>
    requests.map(({ body }) => new Map(Object.entries(Object(body))).get(name));

  test("leaves out a temperature that the server refuses, and no other one", async () => {
    await using own = await startMockProvider({ scenario: "refuse-param param=temperature" });
    const provider = providerAt(own);
    for (const temperature of [1.8, 1.8, 0.2])
      expect((await collect(provider, replyTo("hi", { temperature }))).code).toBeNull();
    expect(sentOf(own, "temperature")).toEqual([1.8, undefined, undefined, 0.2, undefined]);
  });

  test("keeps what a refusal only quotes: leaving it out changed nothing", async () => {
    await using own = await startMockProvider();
    const provider = providerAt(own);
    const more = { model: "temperature", temperature: 0.2 };
    const refused = await collect(provider, replyTo("[[unknown-model status=400]]", more));
    expect(refused.code).not.toBeNull();
    expect((await collect(provider, replyTo("hi", more))).code).toBeNull();
    expect(sentOf(own, "temperature")).toEqual([0.2, undefined, 0.2]);
  });

  test("bounds a reply as it was told, also where max_tokens is refused", async () => {
    const scenario = "refuse-param param=max_tokens";
    // The mock takes what has so few tokens for a title.
    await using own = await startMockProvider({ scenario, titleScenario: scenario });
    const asked = replyTo("hi", { maxOutputTokens: 32 });
    expect((await collect(providerAt(own), asked)).code).toBeNull();
    expect(sentOf(own, "max_completion_tokens")).toEqual([undefined, 32]);
    expect(sentOf(own, "reasoning_effort")).toEqual([undefined, undefined]);
  });

  test("cannot be made with an address or a key that HTTP does not allow", async () => {
    await using own = await startMockProvider();
    expect(() => providerAt(own, { baseUrl: "not a url" })).toThrow(TypeError);
    expect(() => providerAt(own, { apiKey: "line\nbreak" })).toThrow(TypeError);
  });
});

describe("a title", () => {
  const asked = {
    purpose: "title",
    user: { id: "user_1", locale: "fr", timeZone: "Europe/Paris" },
  } as const;

  test("is asked for in the conversation's language with few tokens", async () => {
    await using own = await startMockProvider({ titleScenario: 'title text="Un titre"' });
    expect(await collect(providerAt(own), replyTo("Bonjour", asked))).toMatchObject({
      text: "Un titre",
      code: null,
    });
    const { body } = await own.waitForRequest(1, "title");
    expect(body).toMatchObject({
      max_tokens: 32,
      messages: [{ role: "system" }, { content: "user: Bonjour" }],
    });
    expect(JSON.stringify(body)).toContain("the language that the conversation is in");
  });

  test.each([
    "max_tokens",
    "max_tokens,reasoning_effort",
    "stream_options,max_tokens,reasoning_effort",
  ])("comes also from a server that refuses %s", async (param) => {
    await using own = await startMockProvider({ titleScenario: `refuse-param param=${param}` });
    expect((await collect(providerAt(own), replyTo("Bonjour", asked))).code).toBeNull();
    const { body } = own.requests.at(-1) ?? {};
    expect(body).toHaveProperty("max_completion_tokens");
    for (const name of param.split(",")) expect(body).not.toHaveProperty(name);
  });
});
