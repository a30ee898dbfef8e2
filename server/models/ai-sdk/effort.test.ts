import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type ModelApi, startModelApi } from "../../../testing/model-apis/model-api.ts";
import { scripted } from "../../../testing/model-apis/replies.ts";
import type { Effort } from "../../../shared/effort.ts";
import { isObject } from "../../platform/narrow.ts";
import { collect, replyTo } from "../openai-chat/testing/call-mock.ts";
import type { ProviderRequest } from "../provider.ts";
import type { AiSdkKind } from "./kinds.ts";
import { errorOf, providerAt } from "./testing/provider-at.ts";

let api: ModelApi;
beforeEach(() => {
  api = startModelApi();
});
afterEach(() => api[Symbol.dispose]());

/** What a request said about thinking, as its API names it. */
function askedOf(body: Record<string, unknown>): unknown {
  const { reasoning, thinking, output_config, generationConfig } = body;
  const google = isObject(generationConfig) ? generationConfig["thinkingConfig"] : undefined;
  return JSON.parse(JSON.stringify({ reasoning, thinking, output_config, google }));
}

const asked = () => api.requests.map(({ body }) => askedOf(body));

const withEffort = (model: string, effort: Effort | null, more: Partial<ProviderRequest> = {}) =>
  replyTo("hi", { model, effort, ...more });

const ok = (kind: AiSdkKind) => scripted[kind]({ texts: ["ok"] });

const refusal = (message: string) => ({
  status: 400,
  json: errorOf("invalid_request_error", message),
});

const adaptive = { type: "adaptive", display: "summarized" };

describe("an effort is asked for as the API takes it", () => {
  const cases: readonly [AiSdkKind, model: string, effort: Effort | null, sent: object][] = [
    ["openai-responses", "gpt-5.1", null, { reasoning: { summary: "auto" } }],
    ["openai-responses", "gpt-5.1", "none", { reasoning: { effort: "none", summary: "auto" } }],
    [
      "openai-responses",
      "gpt-5-mini",
      "none",
      { reasoning: { effort: "minimal", summary: "auto" } },
    ],
    ["openai-responses", "gpt-5-mini", "high", { reasoning: { effort: "high", summary: "auto" } }],
    ["openai-responses", "o3", "none", { reasoning: { effort: "low", summary: "auto" } }],
    ["openai-responses", "gpt-6-sol", "none", { reasoning: { effort: "none", summary: "auto" } }],
    ["openai-responses", "gpt-6-astra", "none", { reasoning: { effort: "low", summary: "auto" } }],
    ["openai-responses", "gpt-5-chat-latest", "high", {}],
    // A name that only a gateway knows.
    ["openai-responses", "our-best", "low", { reasoning: { effort: "low", summary: "auto" } }],
    ["anthropic", "claude-sonnet-4-5", null, {}],
    ["anthropic", "claude-sonnet-4-5", "none", { thinking: { type: "disabled" } }],
    [
      "anthropic",
      "claude-sonnet-4-6",
      "medium",
      { thinking: adaptive, output_config: { effort: "medium" } },
    ],
    [
      "anthropic",
      "claude-opus-5-5",
      "none",
      { thinking: adaptive, output_config: { effort: "low" } },
    ],
    ["google", "gemini-2.5-flash", "none", { google: { thinkingBudget: 0 } }],
    [
      "google",
      "gemini-2.5-pro",
      "none",
      { google: { thinkingBudget: 6_554, includeThoughts: true } },
    ],
    [
      "google",
      "gemini-3.1-pro-preview",
      "medium",
      { google: { thinkingLevel: "medium", includeThoughts: true } },
    ],
    ["google", "gemini-3-flash-preview", null, { google: { includeThoughts: true } }],
    ["google", "gemini-2.5-flash-image", "high", { google: { includeThoughts: true } }],
  ];
  test.each(cases)("%s: %s with %s", async (...[kind, model, effort, sent]) => {
    api.answers.push(ok(kind));
    expect((await collect(providerAt(api, kind), withEffort(model, effort))).text).toBe("ok");
    expect(asked()).toEqual([sent]);
  });
});

test.each([
  ["claude-sonnet-4-5", null, 64_000],
  ["claude-sonnet-4-5", 500, 500],
  ["claude-opus-4-1", 31_000, 32_000],
  ["claude-haiku-4-5", 2_000, 2_000],
])("Anthropic: %s answers with %p tokens beside its thoughts", async (model, longest, least) => {
  api.answers.push(ok("anthropic"));
  const request = withEffort(model, "high", { maxOutputTokens: longest });
  await collect(providerAt(api, "anthropic"), request);
  const [{ body } = { body: {} }] = api.requests;
  const { thinking, max_tokens } = Object(body);
  expect(thinking.type).toBe("enabled");
  expect(thinking.budget_tokens).toBeGreaterThanOrEqual(1_024);
  // The API refuses a budget that leaves nothing for the answer.
  expect(max_tokens).toBeGreaterThan(thinking.budget_tokens);
  expect(max_tokens).toBeGreaterThanOrEqual(least);
});

test("Anthropic: a temperature, which the API refuses beside thinking, is left out only then", async () => {
  api.answers.push(ok("anthropic"));
  const provider = providerAt(api, "anthropic");
  for (const effort of ["high", "none"] as const)
    await collect(provider, withEffort("claude-sonnet-4-5", effort, { temperature: 0.5 }));
  expect(api.requests.map(({ body }) => body["temperature"])).toEqual([undefined, 0.5]);
});

test.each([
  ["openai-responses", "gpt-5-mini", { reasoning: { effort: "minimal", summary: "auto" } }],
  ["anthropic", "claude-sonnet-4-5", { thinking: { type: "disabled" } }],
  ["google", "gemini-2.5-flash", { google: { thinkingBudget: 0 } }],
] as const)(
  "%s: a title is asked for with the least, whatever the person chose",
  async (kind, model, least) => {
    api.answers.push(ok(kind));
    await collect(providerAt(api, kind), withEffort(model, "high", { purpose: "title" }));
    expect(asked()).toEqual([least]);
  },
);

describe("an API that refuses", () => {
  const cases: readonly [AiSdkKind, model: string, says: string][] = [
    [
      "openai-responses",
      "o3",
      "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
    ],
    ["anthropic", "claude-sonnet-4-6", "This model does not support the effort parameter."],
    ["anthropic", "claude-opus-4-8", "adaptive thinking is not supported on this model"],
    ["anthropic", "claude-sonnet-4-5", "thinking: Extra inputs are not permitted"],
    ["google", "gemini-3.1-pro-preview", "Thinking level is not supported for this model."],
  ];
  test.each(cases)(
    "%s: an effort for %s is asked once without it: %s",
    async (kind, model, says) => {
      api.answers.push(refusal(says), ok(kind));
      const provider = providerAt(api, kind);
      const before = await provider.effortsOf?.(model);
      expect(before).toContain("high");
      for (let i = 0; i < 2; i++)
        expect((await collect(provider, withEffort(model, "high"))).text).toBe("ok");
      const [first, ...later] = api.requests.map(({ body }) => JSON.stringify(askedOf(body)));
      expect(first).toMatch(/high|budget/i);
      expect(later).toHaveLength(2);
      for (const each of later) expect(each).not.toMatch(/high|budget/i);
      expect(await provider.effortsOf?.(model)).toEqual([]);
      const other = {
        "openai-responses": "o4-mini",
        anthropic: "claude-haiku-4-5",
        google: "gemini-2.5-pro",
      };
      expect(await provider.effortsOf?.(other[kind])).toContain("high");
    },
  );

  const values: readonly [AiSdkKind, string, Effort, says: string, then: unknown][] = [
    [
      "openai-responses",
      "gpt-5.1",
      "none",
      "Unsupported value: 'none' is not supported with the 'gpt-5.1' model. Supported values are: 'low', 'medium', and 'high'.",
      { effort: "low" },
    ],
    [
      "anthropic",
      "claude-opus-5",
      "none",
      "`thinking.type: disabled` is not supported for this model.",
      { effort: "low" },
    ],
    [
      "google",
      "gemini-2.5-flash",
      "none",
      "Budget 0 is invalid. This model only works in thinking mode.",
      { thinkingBudget: 6_554 },
    ],
    [
      "google",
      "gemini-3-pro-preview",
      "medium",
      "Thinking level MEDIUM is not supported for this model. Please retry with other thinking level.",
      { thinkingLevel: "high" },
    ],
  ];
  test.each(values)(
    "%s: one effort of %s is asked for the next higher: %s",
    async (...[kind, model, effort, says, then]) => {
      api.answers.push(refusal(says), ok(kind));
      const provider = providerAt(api, kind);
      for (let i = 0; i < 2; i++)
        expect((await collect(provider, withEffort(model, effort))).text).toBe("ok");
      const [, ...later] = api.requests.map(({ body }) => askedOf(body));
      const thenAsked =
        kind === "openai-responses"
          ? { reasoning: then }
          : kind === "anthropic"
            ? { output_config: then }
            : { google: then };
      expect(later).toHaveLength(2);
      for (const each of later) expect(each).toMatchObject(thenAsked);
      const left = await provider.effortsOf?.(model);
      expect(left).not.toContain(effort);
      expect(left).toContain("high");
    },
  );

  const summaries: readonly [AiSdkKind, model: string, says: string][] = [
    [
      "openai-responses",
      "gpt-5-mini",
      "Your organization must be verified to generate reasoning summaries.",
    ],
    [
      "google",
      "gemini-2.5-flash-image",
      "Thinking is not enabled for models/gemini-2.5-flash-image",
    ],
  ];
  test.each(summaries)(
    "%s: to tell of thoughts of %s still answers: %s",
    async (kind, model, says) => {
      api.answers.push(refusal(says), ok(kind));
      const provider = providerAt(api, kind);
      for (let i = 0; i < 2; i++)
        expect((await collect(provider, withEffort(model, null))).text).toBe("ok");
      expect(asked()[0]).not.toEqual({});
      expect(asked().slice(1)).toEqual([{}, {}]);
    },
  );

  test("something else is not taken to mean the effort", async () => {
    api.answers.push(refusal("messages: at least one message is required"));
    const provider = providerAt(api, "anthropic");
    const { code } = await collect(provider, withEffort("claude-sonnet-4-5", "high"));
    expect(code).toBe("provider_rejected");
    expect(api.requests).toHaveLength(1);
    expect(await provider.effortsOf?.("claude-sonnet-4-5")).toContain("high");
  });

  test("a conversation that is too long keeps its effort", async () => {
    api.answers.push(refusal("prompt is too long: 9000 tokens > 8192 maximum"), ok("anthropic"));
    const turns = Array.from({ length: 9 }, (_, i) => ({
      role: i % 2 === 0 ? ("user" as const) : ("assistant" as const),
      text: `${i} ${"word ".repeat(2_000)}`,
    }));
    const request = withEffort("claude-sonnet-4-6", "high", { turns });
    expect((await collect(providerAt(api, "anthropic"), request)).text).toBe("ok");
    expect(asked()[1]).toMatchObject({ output_config: { effort: "high" } });
  });
});

test("what is offered is what the operator says, else what the name tells", async () => {
  const said = new Map<string, readonly Effort[]>([
    ["claude-sonnet-4-5", ["low"]],
    ["claude-opus-4-8", []],
    ["mine", ["none", "high"]],
  ]);
  const provider = providerAt(api, "anthropic", {
    effortsSaid: (model) => said.get(model) ?? null,
  });
  expect(await provider.effortsOf?.("claude-sonnet-4-5")).toEqual(["low"]);
  expect(await provider.effortsOf?.("claude-opus-4-8")).toEqual([]);
  expect(await provider.effortsOf?.("mine")).toEqual(["none", "high"]);
  expect(await provider.effortsOf?.("claude-haiku-4-5")).toEqual(["none", "low", "medium", "high"]);
  expect(await provider.effortsOf?.("claude-fable-5")).toEqual(["low", "medium", "high"]);
  expect(await provider.effortsOf?.("claude-3-5-haiku-latest")).toEqual([]);
});
