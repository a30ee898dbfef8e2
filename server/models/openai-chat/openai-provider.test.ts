import { afterAll, describe, expect, test } from "bun:test";
import { expectedText } from "../../../testing/mock-provider/choose-scenario.ts";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { cleanText } from "../../../shared/requests.ts";
import { collect, providerAt, replyTo } from "./testing/call-mock.ts";
import { eventsOf } from "../../../testing/server/provider-events.ts";

const mock = await startMockProvider();
afterAll(() => mock[Symbol.asyncDispose]());

describe("a reply arrives whole", () => {
  const scenarios = [
    "paced tokens=20 rate=1000",
    "paced tokens=200 rate=10000 kind=markdown",
    "paced tokens=100 rate=5000 kind=unicode",
    "paced tokens=5 rate=1000 finish=length",
    "paced tokens=5 rate=1000 finish=content_filter",
    "flood tokens=20000",
    "many",
    "big-delta",
    "empty-choices tokens=5",
    "slow-byte every=1",
    "split-utf8",
    "nul",
    "no-done",
    "done-only",
    "data-after-done",
  ];
  test.each(scenarios)(
    "%s",
    async (scenario) => {
      const { text, code } = await collect(providerAt(mock), replyTo(`[[${scenario}]]`));
      expect(code).toBeNull();
      // Not toBe: a difference in megabytes of text takes minutes to print.
      expect(cleanText(text) === expectedText(scenario)).toBe(true);
    },
    20_000,
  );

  test("echo, with the NUL and the lone surrogates that the sink replaces", async () => {
    const asked = "ünïcode 😀 \u0000 \ud83d!";
    expect((await collect(providerAt(mock), replyTo(asked))).text).toBe(asked);
  });

  test("a burst costs one event a read, not one a token", async () => {
    const { reads } = await collect(providerAt(mock), replyTo("[[flood tokens=20000]]"));
    expect(reads).toBeLessThan(2_000);
  });
});

describe("a reply fails with the right code", () => {
  const scenarios: [scenario: string, code: GenerationErrorCode, text: string][] = [
    ["401", "provider_auth", ""],
    ["401 status=403", "provider_auth", ""],
    ["unknown-model", "provider_unknown_model", ""],
    ["unknown-model status=400", "provider_unknown_model", ""],
    ["context-length", "message_too_long", ""],
    ["429 in=0", "provider_rate_limited", ""],
    ["500", "provider_unavailable", ""],
    ["500 status=503", "provider_unavailable", ""],
    ["cut-before-headers", "provider_unreachable", ""],
    ["cut-close-delimited", "provider_cut", expectedText("cut-close-delimited")],
    ["cut-event", "provider_cut", expectedText("cut-event")],
    ["nonsense", "provider_nonsense", ""],
    ["nonsense variant=json", "provider_nonsense", ""],
    ["nonsense variant=html-as-sse", "provider_nonsense", ""],
    ["nonsense variant=broken-json", "provider_nonsense", "before "],
    ["empty", "provider_nonsense", ""],
    ["paced tokens=0 finish=content_filter", "provider_rejected", ""],
    ["big-delta size=9000000", "provider_nonsense", ""],
    ["error-object", "provider_unavailable", expectedText("error-object")],
    [
      "error-object code=rate_limit_exceeded",
      "provider_rate_limited",
      expectedText("error-object"),
    ],
    ["error-object code=content_filter", "provider_rejected", expectedText("error-object")],
    [
      "error-object code=none type=invalid_request_error",
      "provider_rejected",
      expectedText("error-object"),
    ],
    ["error-object code=429", "provider_rate_limited", expectedText("error-object")],
    ["error-object code=502 tokens=0", "provider_unavailable", ""],
    ["no-such-scenario", "provider_rejected", ""],
  ];
  test.each(scenarios)("%s: %s", async (scenario, code, text) => {
    const outcome = await collect(providerAt(mock), replyTo(`[[${scenario}]]`));
    expect(outcome).toMatchObject({ code, text, usage: [] });
  });

  test("a redirect is not followed: the key stays with the host it was given for", async () => {
    await using own = await startMockProvider({ scenario: "redirect" });
    expect((await collect(providerAt(own), replyTo("hi"))).code).toBe("provider_nonsense");
    expect(own.requests).toHaveLength(1);
  });

  // A client may lose what arrives together with the cut, so only the order is certain here.
  test.each(["cut-fin", "cut-fin length=1", "cut-rst"])("%s: provider_cut", async (scenario) => {
    const { code, text } = await collect(providerAt(mock), replyTo(`[[${scenario}]]`));
    expect(code).toBe("provider_cut");
    expect(expectedText(scenario)).toStartWith(text);
  });

  test.each(["fin", "rst"] as const)("what was read before a %s is kept", async (how) => {
    await using own = await startMockProvider({ scenario: "gate" });
    const events = eventsOf(providerAt(own), replyTo("hi"), new AbortController().signal);
    const first = events.next();
    await own.waitForRequest();
    own.push("kept ");
    expect(await first).toEqual({ done: false, value: { type: "text", text: "kept " } });
    own.cut(how);
    await expect(events.next()).rejects.toMatchObject({ code: "provider_cut" });
  });
});

describe("usage", () => {
  const read = { inputTokens: 11, outputTokens: 5 };
  test.each([
    ["paced tokens=7 rate=1000", [{ inputTokens: 11, outputTokens: 7 }]],
    ["usage as=zero", [{ inputTokens: 0, outputTokens: 0 }]],
    ["usage as=every-chunk", [{ inputTokens: 11, outputTokens: 5 }]],
    ["usage as=on-finish", [{ inputTokens: 11, outputTokens: 5 }]],
    ["usage as=none", []],
    ["usage as=null", []],
    ["usage as=strings", []],
    ["usage as=negative", []],
    ["usage as=fractions", []],
    ["usage as=huge", []],
    ["usage as=array", []],
    ["usage as=cached", [{ ...read, cachedInputTokens: 8, reasoningTokens: 3 }]],
    ["usage as=cached-deepseek", [{ ...read, cachedInputTokens: 8 }]],
    ["usage as=cached-moonshot", [{ ...read, cachedInputTokens: 8 }]],
    ["usage as=cache-write", [{ ...read, cachedInputTokens: 6, cacheWriteTokens: 4 }]],
    ["usage as=cache-write-litellm", [{ ...read, cacheWriteTokens: 4 }]],
    ["usage as=cache-write-odd", [{ ...read, cachedInputTokens: 8 }]],
    ["usage as=reasoning-beside", [{ ...read, outputTokens: 105, reasoningTokens: 100 }]],
    ["usage as=odd-details", [read]],
    ["usage as=no-details", [read]],
  ])("%s", async (scenario, usage) => {
    const outcome = await collect(providerAt(mock), replyTo(`[[${scenario}]]`));
    expect(outcome.code).toBeNull();
    expect(outcome.usage).toEqual(usage);
  });
});

test("throughput, for the record", async () => {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  await collect(providerAt(mock), replyTo("[[many]]"));
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `200,000 tokens in ${seconds.toFixed(2)} s, ${Math.round(200_000 / seconds)} tokens/s, ` +
      `${((user + system) / 1e6).toFixed(2)} s of CPU with the mock`,
  );
}, 20_000);
