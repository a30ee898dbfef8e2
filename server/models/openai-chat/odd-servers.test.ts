import { afterAll, describe, expect, test } from "bun:test";
import { expectedText } from "../../../testing/mock-provider/choose-scenario.ts";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import type { ProviderRequest, ProviderTurn } from "../provider.ts";
import { collect, providerAt, replyTo } from "./testing/call-mock.ts";

const mock = await startMockProvider();
afterAll(() => mock[Symbol.asyncDispose]());

const turn = (role: ProviderTurn["role"], text: string): ProviderTurn => ({ role, text });

/** Chat messages that the mock was sent with its n-th request, counted from 0. */
function messagesOf(requests: readonly { body: unknown }[], n: number): unknown {
  const body: unknown = requests[n]?.body;
  return new Map<string, unknown>(Object.entries(Object(body))).get("messages");
}

describe("an answer in an odd shape is taken", () => {
  test.each([
    "always-last",
    "always-last thought=1",
    "always-last usage=1 delay=2100",
    "content-list",
    "content-list as=databricks",
    "content-list as=langchain",
    "content-list as=text",
    "odd-stream as=dense",
    "odd-stream as=twice",
    "odd-stream as=tight",
    "odd-stream as=bare",
    "odd-stream as=lines",
    "odd-stream as=quoted",
    "odd-stream as=named",
    "odd-stream as=tight type=text/html",
    "odd-stream as=named type=text/plain",
    "wrapped as=text",
    "wrapped as=data",
    "wrapped as=lambda",
    "wrapped as=ollama",
    "wrapped as=data type=text/html",
    "whole",
    "whole status=201",
    "whole as=event",
    "whole as=again",
    "whole as=lines",
    "whole as=list",
    "whole as=mistyped",
    "whole as=refuse",
    "keep-alives",
    "nonsense variant=not-object",
    "nonsense variant=wrong-types",
  ])(
    "%s",
    async (scenario) => {
      const { text, code } = await collect(providerAt(mock), replyTo(`[[${scenario}]]`));
      const passedOver = scenario.startsWith("nonsense");
      expect({ text, code }).toEqual({
        text: passedOver ? "before after" : expectedText(scenario),
        code: null,
      });
    },
    20_000,
  );

  test.each([
    "Unsupported value: 'stream' does not support true with this model.",
    "Streaming is not supported for this model.",
    "The model is unsupported for streaming",
  ])("a refusal to stream is taken at its word: %s", async (message) => {
    await using own = await startMockProvider({ scenario: `whole as=refuse says="${message}"` });
    const { text, code } = await collect(providerAt(own), replyTo("hi"));
    expect({ text, code }).toEqual({ text: expectedText("whole"), code: null });
  });

  test("a server that does not stream is asked for whole answers from then on", async () => {
    await using own = await startMockProvider({ scenario: "whole as=refuse" });
    const provider = providerAt(own);
    await collect(provider, replyTo("hi"));
    await collect(provider, replyTo("hi"));
    const streamed = own.requests.map(({ body }) => Object.hasOwn(Object(body), "stream"));
    expect(streamed).toEqual([true, false, false]);
  });
});

const thoughtWays = [
  ...["tag", "unopened", "bracket", "kimi", "seed", "begin", "harmony", "gemma"].flatMap((as) => [
    `thinks-in-text as=${as}`,
    `thinks-in-text as=${as} size=7`,
  ]),
  ...["reasoning-content", "reasoning", "thinking", "reasoning-text", "details", "summary"].map(
    (as) => `thinks-apart as=${as}`,
  ),
  "thinks-apart as=both",
  "thinks-apart as=list",
];

test.each(thoughtWays)("thoughts are told from the answer (%s)", async (scenario) => {
  const { text, thought, code } = await collect(providerAt(mock), replyTo(`[[${scenario}]]`));
  expect({ text, thought: thought.trim(), code }).toEqual({
    text: "Hello there",
    thought: "Secret",
    code: null,
  });
});

test.each(["line", "event", "words", "flat", "object"])(
  "an error in a stream keeps the text before it (%s)",
  async (as) => {
    const outcome = await collect(providerAt(mock), replyTo(`[[odd-error as=${as}]]`));
    expect(outcome).toMatchObject({ text: "Hello ", code: "provider_unavailable" });
  },
);

test.each([
  ...["abort", "error", "network_error", "insufficient_system_resource"].map(
    (finish) => [finish, "provider_cut", null] as const,
  ),
  ["length", null, "length"] as const,
  ["MAX_TOKENS", null, "length"] as const,
  ["sensitive", null, "content_filter"] as const,
  ["null", null, null] as const,
])("an answer that ends with %s", async (finish, code, finishReason) => {
  const asked = replyTo(`[[paced tokens=3 rate=1000 finish=${finish}]]`);
  const outcome = await collect(providerAt(mock), asked);
  expect(outcome).toMatchObject({ code, finishReason });
  expect(outcome.text).toBe(expectedText("paced tokens=3"));
});

describe("a conversation as every server takes it", () => {
  test.each([
    ["a question that was never answered", [turn("user", "one"), turn("user", "two")]],
    [
      "several of them",
      [
        turn("user", "a"),
        turn("user", "b"),
        turn("assistant", "c"),
        turn("user", "d"),
        turn("user", "e"),
      ],
    ],
    ["a history that begins with a reply", [turn("assistant", "hi"), turn("user", "two")]],
    [
      "a reply of white space alone",
      [turn("user", "one"), turn("assistant", " \n"), turn("user", "two")],
    ],
    [
      "two replies in a row",
      [turn("user", "a"), turn("assistant", "b"), turn("assistant", "c"), turn("user", "d")],
    ],
  ])("%s", async (_name, turns) => {
    await using own = await startMockProvider({ scenario: "alternate" });
    const outcome = await collect(providerAt(own), replyTo("", { turns }));
    expect(outcome).toMatchObject({ code: null, text: "Understood." });
  });

  test("instructions begin the first question where there are no system messages", async () => {
    await using own = await startMockProvider({ scenario: "no-system" });
    const provider = providerAt(own);
    for (const text of ["hi", "again"])
      expect((await collect(provider, replyTo(text))).code).toBeNull();
    expect(own.requests).toHaveLength(3);
    expect(messagesOf(own.requests, 2)).toEqual([{ role: "user", content: "Be brief.\n\nagain" }]);
    const title = await collect(provider, replyTo("hi", { purpose: "title" }));
    expect(title.code).toBeNull();
  });
});

describe("a conversation that is too long", () => {
  const long = Array.from({ length: 21 }, (_, index) =>
    turn(index % 2 === 0 ? "user" : "assistant", `${index} ${"x".repeat(3_000)}`),
  );
  const turns = [...long, turn("assistant", "fine"), turn("user", "hi")];

  const wordings = [
    ["openai", "llamacpp", "anthropic", "vllm", "mistral", "google", "groq", "tpm", "lmstudio"],
    ["openrouter", "plain", "cohere", "bare", "llamacpp streamed=1", "openrouter streamed=1"],
    ["tgi", "tabby", "xai", "qwen", "moonshot", "vertex", "sum", "proxy", "chinese"],
  ].flat();
  test.each(wordings)("is shortened until it fits, and from then on at once (%s)", async (as) => {
    await using own = await startMockProvider({ scenario: `small-context as=${as}` });
    const provider = providerAt(own);
    expect((await collect(provider, replyTo("", { turns }))).text).toBe("Understood.");
    const asked = own.requests.length;
    expect((await collect(provider, replyTo("", { turns }))).text).toBe("Understood.");
    expect(own.requests).toHaveLength(asked + 1);
    expect(messagesOf(own.requests, asked)).toContainEqual({ role: "user", content: "hi" });
  });

  test("is shortened, too, where the refusal gives no reason, which is not remembered", async () => {
    await using own = await startMockProvider({ scenario: "small-context as=riddle size=10000" });
    const provider = providerAt(own);
    expect((await collect(provider, replyTo("", { turns }))).text).toBe("Understood.");
    const asked = own.requests.length;
    expect(asked).toBeGreaterThan(1);
    expect((await collect(provider, replyTo("", { turns }))).text).toBe("Understood.");
    expect(own.requests).toHaveLength(2 * asked);
  });

  test("is not shortened for a refusal that has nothing to do with its length", async () => {
    await using own = await startMockProvider({ scenario: "unknown-model status=400" });
    const outcome = await collect(providerAt(own), replyTo("", { turns }));
    expect(outcome.code).toBe("provider_unknown_model");
    expect(own.requests).toHaveLength(1);
  });

  test("is said to be shortened, every time, and no other is", async () => {
    await using own = await startMockProvider({ scenario: "small-context" });
    const provider = providerAt(own);
    const isShortened = async (request: ProviderRequest) => {
      let shortened = false;
      await provider.stream(request, {
        signal: AbortSignal.timeout(10_000),
        write: () => undefined,
        think: () => undefined,
        rethink: () => undefined,
        shown: ({ from }) => {
          shortened = from > 0;
        },
      });
      return shortened;
    };
    expect(await isShortened(replyTo("", { turns }))).toBe(true);
    expect(await isShortened(replyTo("", { turns }))).toBe(true);
    expect(await isShortened(replyTo("hi"))).toBe(false);
  });

  test("and cannot be shortened is refused in words after one request", async () => {
    await using own = await startMockProvider({ scenario: "small-context" });
    const outcome = await collect(providerAt(own), replyTo("x".repeat(9_000)));
    expect(outcome.code).toBe("message_too_long");
    expect(own.requests).toHaveLength(1);
  });

  test("loses files before it loses words", async () => {
    await using own = await startMockProvider({ scenario: "small-context" });
    const file = {
      kind: "text" as const,
      name: "a.txt",
      mimeType: "text/plain",
      text: "y".repeat(9_000),
      isCut: false,
    };
    const withFile = [
      { ...turn("user", "look at this"), files: [file] },
      turn("assistant", "I see"),
      turn("user", "and?"),
    ];
    await collect(providerAt(own), replyTo("", { turns: withFile }));
    expect(messagesOf(own.requests, 1)).toEqual([
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: '<file name="a.txt">\n[This file is left out.]\n</file>\n\nlook at this',
      },
      { role: "assistant", content: "I see" },
      { role: "user", content: "and?" },
    ]);
  });
});
