import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  type ApiAnswer,
  type ModelApi,
  startModelApi,
} from "../../../testing/model-apis/model-api.ts";
import {
  scripted,
  scriptedCacheWrite,
  scriptedUsage,
} from "../../../testing/model-apis/replies.ts";
import { present } from "../../../testing/present.ts";
import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { collect, hasty, replyTo } from "../openai-chat/testing/call-mock.ts";
import { ProviderError } from "../provider.ts";
import { type AiSdkKind, aiSdkKinds } from "./kinds.ts";
import { apiPaths, errorOf, providerAt } from "./testing/provider-at.ts";

let api: ModelApi;
beforeEach(() => {
  api = startModelApi();
});
afterEach(() => api[Symbol.dispose]());

const requestedOf = (kind: AiSdkKind) => {
  const request = api.requests[0];
  if (!request) throw new Error(`nothing was asked of ${kind}`);
  return request;
};

describe.each([...aiSdkKinds])("%s", (kind) => {
  const answerWith = (...answers: ApiAnswer[]) => void api.answers.push(...answers);

  test("tells thoughts from words, and what they took", async () => {
    answerWith(scripted[kind]({ thoughts: ["Hm, ", "so."], texts: ["Hello", " there"] }));
    const outcome = await collect(providerAt(api, kind), replyTo("Hi"));
    expect(outcome).toMatchObject({
      thought: "Hm, so.",
      text: "Hello there",
      finishReason: null,
      usage: [
        kind === "anthropic"
          ? { ...scriptedUsage, cacheWriteTokens: scriptedCacheWrite }
          : scriptedUsage,
      ],
      code: null,
    });
  });

  test("sends the instructions, the turns and the settings, with the key and the headers", async () => {
    answerWith(scripted[kind]({ texts: ["ok"] }));
    const request = replyTo("And now?", {
      turns: [
        { role: "user", text: "One" },
        { role: "assistant", text: "Two" },
        { role: "user", text: "Three" },
      ],
      maxOutputTokens: 99,
    });
    await collect(providerAt(api, kind), request);
    const { body, headers, path } = requestedOf(kind);
    const sent = JSON.stringify(body);
    for (const text of ["Be brief.", "One", "Two", "Three", "99"]) expect(sent).toContain(text);
    expect(headers.get("x-team")).toBe("a");
    const key = {
      "openai-responses": "authorization",
      anthropic: "x-api-key",
      google: "x-goog-api-key",
    };
    expect(headers.get(key[kind])).toContain("key-1");
    expect(path).toStartWith(apiPaths[kind]);
  });

  test("shows pictures, and reads files out", async () => {
    answerWith(scripted[kind]({ texts: ["a cat"] }));
    const bytes = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3]);
    const turn = {
      role: "user" as const,
      text: "What is this?",
      files: [
        {
          kind: "image" as const,
          name: "a.png",
          mimeType: "image/png",
          bytes,
          width: 1,
          height: 1,
        },
        {
          kind: "text" as const,
          name: "n.txt",
          mimeType: "text/plain",
          text: "notes",
          isCut: false,
        },
      ],
    };
    await collect(providerAt(api, kind), replyTo("", { turns: [turn] }));
    const sent = JSON.stringify(requestedOf(kind).body);
    expect(sent).toContain(bytes.toBase64());
    expect(sent).toContain("notes");
  });

  test("drops usage that is no number of tokens", async () => {
    for (const odd of [-70, 7.5, 1e300]) {
      const whole = scripted[kind]({ texts: ["ok"] });
      const wrong = (event: string) =>
        event.replaceAll(/"(output_tokens|candidatesTokenCount)":\d+/g, `"$1":${odd}`);
      answerWith({ ...whole, events: present(whole.events).map(wrong) });
      const outcome = await collect(providerAt(api, kind), replyTo("Hi"));
      expect([outcome.text, outcome.usage, outcome.code]).toEqual(["ok", [], null]);
    }
  });

  test("says that a reply was cut off by its length", async () => {
    const ended = {
      "openai-responses": "max_output_tokens",
      anthropic: "max_tokens",
      google: "MAX_TOKENS",
    }[kind];
    answerWith(scripted[kind]({ texts: ["take out the"], ended }));
    expect(await collect(providerAt(api, kind), replyTo("Hi"))).toMatchObject({
      text: "take out the",
      finishReason: "length",
    });
  });

  test("tells a refusal and a filter from a whole answer", async () => {
    const [ended, reason] = (
      {
        "openai-responses": ["content_filter", "content_filter"],
        anthropic: ["refusal", "refusal"],
        google: ["SAFETY", "content_filter"],
      } as const
    )[kind];
    answerWith(scripted[kind]({ texts: ["I"], ended }));
    expect(await collect(providerAt(api, kind), replyTo("Hi"))).toMatchObject({
      finishReason: reason,
    });
  });

  test("takes an answer that ends without saying so for a cut one", async () => {
    answerWith(scripted[kind]({ texts: ["Hel"], isCut: true }));
    expect(await collect(providerAt(api, kind), replyTo("Hi"))).toMatchObject({
      text: "Hel",
      code: "provider_cut",
    });
  });

  test("keeps what came before a connection broke, and never asks again after it", async () => {
    const seen = Promise.withResolvers<string>();
    const broken = { ...scripted[kind]({ texts: ["Hel"], isCut: true }), until: seen.promise };
    answerWith({ ...broken, afterwards: "break" }, scripted[kind]({ texts: ["Hello"] }));
    const stream = providerAt(api, kind).stream(replyTo("Hi"), {
      signal: new AbortController().signal,
      write(text) {
        seen.resolve(text);
        return undefined;
      },
      think: () => undefined,
      rethink: () => undefined,
    });
    expect(await codeOf(stream)).toBe("provider_cut");
    expect(await seen.promise).toBe("Hel");
    expect(api.requests).toHaveLength(1);
  });

  const refusals: [string, ApiAnswer, GenerationErrorCode][] = [
    ["a wrong key", { status: 401, json: errorOf("authentication_error") }, "provider_auth"],
    [
      "an unknown model",
      { status: 404, json: errorOf("not_found_error") },
      "provider_unknown_model",
    ],
    ["a bad request", { status: 400, json: errorOf("invalid_request_error") }, "provider_rejected"],
    ["a page of a proxy", { status: 502, json: "<html>" }, "provider_unavailable"],
  ];
  test.each(refusals)("%s", async (_, answer, code) => {
    answerWith(answer);
    expect((await collect(providerAt(api, kind), replyTo("Hi"))).code).toBe(code);
  });

  test("waits as long as a busy server asks for, then answers", async () => {
    const busy = {
      status: 429,
      headers: { "retry-after": "0.05" },
      json: errorOf("rate_limit_error"),
    };
    answerWith(busy, busy, scripted[kind]({ texts: ["done"] }));
    expect(await collect(providerAt(api, kind), replyTo("Hi"))).toMatchObject({
      text: "done",
      code: null,
    });
    expect(api.requests).toHaveLength(3);
  });

  test("tells for how long a server is busy that asks for too much patience", async () => {
    answerWith({
      status: 429,
      headers: { "retry-after": "600" },
      json: errorOf("rate_limit_error"),
    });
    expect(await collect(providerAt(api, kind), replyTo("Hi"))).toMatchObject({
      code: "provider_rate_limited",
      retryAfterMs: 600_000,
    });
  });

  test("gives up on a server that stays silent", async () => {
    answerWith({ events: [], afterwards: "silence" });
    expect((await collect(providerAt(api, kind, { timeouts: hasty }), replyTo("Hi"))).code).toBe(
      "provider_timeout",
    );
  });

  test("shortens a conversation that is too long, once, and remembers how much fits", async () => {
    const tooLong = {
      status: 400,
      json: {
        type: "error",
        error: {
          type: "invalid_request_error",
          message: "prompt is too long: 9 tokens > 8 maximum",
          code: 400,
          status: "INVALID_ARGUMENT",
        },
      },
    };
    answerWith(tooLong, scripted[kind]({ texts: ["ok"] }));
    const turns = Array.from({ length: 9 }, (_, i) => ({
      role: i % 2 === 0 ? ("user" as const) : ("assistant" as const),
      text: `${i} ${"x".repeat(100)}`,
    }));
    const provider = providerAt(api, kind);
    expect((await collect(provider, replyTo("", { turns }))).text).toBe("ok");
    expect((await collect(provider, replyTo("", { turns }))).text).toBe("ok");
    expect(api.requests).toHaveLength(3);
    const lengths = api.requests.map(({ body }) => JSON.stringify(body).length);
    expect(lengths[1]).toBeLessThan((lengths[0] ?? 0) * 0.7);
    expect(lengths[2]).toBe(lengths[1] ?? 0);
  });

  test("hangs up at once when its caller does", async () => {
    answerWith({ ...scripted[kind]({ texts: ["Hel"], isCut: true }), afterwards: "silence" });
    const caller = new AbortController();
    const provider = providerAt(api, kind);
    let seen = "";
    const stream = provider.stream(replyTo("Hi"), {
      signal: caller.signal,
      write(text) {
        seen += text;
        caller.abort(new Error("stop"));
        return undefined;
      },
      think: () => undefined,
      rethink: () => undefined,
    });
    expect(stream).rejects.toThrow("stop");
    await stream.catch(() => {});
    expect(seen).toBe("Hel");
  });

  test("lists its models", async () => {
    answerWith({
      json:
        kind === "google"
          ? {
              models: [
                { name: "models/gemini-3", supportedGenerationMethods: ["generateContent"] },
                { name: "models/embed", supportedGenerationMethods: ["embedContent"] },
              ],
            }
          : { data: [{ id: "b" }, { id: "a" }, { id: "b" }] },
    });
    const listed = await providerAt(api, kind).listModels(new AbortController().signal);
    expect(listed.map(({ name }) => name)).toEqual(kind === "google" ? ["gemini-3"] : ["b", "a"]);
  });
});

/** The code that a call fails with; null when it succeeds. */
async function codeOf(call: Promise<unknown>): Promise<GenerationErrorCode | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof ProviderError) return error.code;
    throw error;
  }
}
