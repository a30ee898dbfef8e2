import { describe, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { Effort } from "../../../shared/effort.ts";
import type { ProviderRequest } from "../provider.ts";
import { effortDialectOf, effortParameters } from "./effort-parameters.ts";
import { collect, providerAt, replyTo } from "./testing/call-mock.ts";

/** Parameters that say how long to think, as each request had them. */
const asked = ({ requests }: MockProvider) =>
  requests.map(({ body }) => {
    const { reasoning_effort, reasoning, thinking, chat_template_kwargs } = Object(body);
    return JSON.parse(
      JSON.stringify({ reasoning_effort, reasoning, thinking, chat_template_kwargs }),
    );
  });

const withEffort = (model: string, effort: Effort | null, more: Partial<ProviderRequest> = {}) =>
  replyTo("hi", { model, effort, ...more });

describe("the parameters", () => {
  const cases: readonly [model: string, effort: Effort, sent: Record<string, unknown>][] = [
    ["gpt-5-mini", "high", { reasoning_effort: "high" }],
    ["gpt-5-mini", "none", { reasoning_effort: "minimal" }],
    ["openai/gpt-5.1", "none", { reasoning_effort: "none" }],
    ["gpt-5-chat-latest", "high", {}],
    ["gpt-4o", "low", { reasoning_effort: "low" }],
    ["o4-mini", "none", { reasoning_effort: "low" }],
    ["o1-mini", "high", {}],
    ["gpt-oss:20b", "none", { reasoning_effort: "low" }],
    ["deepseek-r1:8b", "high", {}],
    ["deepseek-v4-pro", "medium", { reasoning_effort: "high" }],
    ["claude-sonnet-4-5", "none", {}],
    ["us.anthropic.claude-opus-4-20250514-v1:0", "medium", { reasoning_effort: "medium" }],
    ["claude-3-5-sonnet-latest", "medium", { reasoning_effort: "medium" }],
    ["qwen3:8b", "high", {}],
    [
      "Qwen/Qwen3-8B",
      "none",
      { reasoning_effort: "none", chat_template_kwargs: { enable_thinking: false } },
    ],
    ["Qwen/Qwen3-235B-A22B-Instruct-2507", "none", {}],
  ];
  test.each(cases)("for %s with %s", (model, effort, sent) => {
    expect(effortParameters(effort, { model, dialect: "openai", setting: null })).toEqual(sent);
  });

  test("are those of the server at the address", () => {
    const sentTo = (baseUrl: string, effort: Effort, model: string) =>
      effortParameters(effort, { model, dialect: effortDialectOf(baseUrl), setting: null });
    const openrouter = "https://openrouter.ai/api/v1";
    expect(sentTo(openrouter, "none", "openai/gpt-5")).toEqual({ reasoning: { effort: "none" } });
    const deepseek = "https://api.deepseek.com";
    expect(sentTo(deepseek, "none", "deepseek-v4-pro")).toEqual({ thinking: { type: "disabled" } });
    expect(sentTo(deepseek, "low", "deepseek-v4-pro")).toEqual({ reasoning_effort: "low" });
    expect(sentTo("https://api.anthropic.com/v1", "high", "claude-sonnet-4-5")).toEqual({});
    expect(sentTo("https://notopenrouter.ai/v1", "high", "o3")).toEqual({
      reasoning_effort: "high",
    });
  });

  test("follow the operator's word before the name", () => {
    const setting = ["low", "high"] as const;
    const target = { model: "gpt-5-chat-latest", dialect: "openai", setting } as const;
    expect(effortParameters("medium", target)).toEqual({ reasoning_effort: "high" });
  });
});

test("a request has them only where an effort is asked for, and a title asks for the least", async () => {
  await using own = await startMockProvider();
  const provider = providerAt(own);
  await collect(provider, withEffort("gpt-5-mini", null));
  await collect(provider, withEffort("gpt-5-mini", "high"));
  await collect(provider, withEffort("gpt-5-mini", "high", { purpose: "title" }));
  await collect(provider, withEffort("mock", "none", { purpose: "title" }));
  expect(asked(own)).toEqual([
    {},
    { reasoning_effort: "high" },
    { reasoning_effort: "minimal" },
    {},
  ]);
});

describe("a server that refuses", () => {
  const sayings = [
    "Unrecognized request argument supplied: reasoning_effort",
    "'llama3.1:8b' does not support thinking",
    "Unknown parameter in the request body",
    "reasoning is not supported by this model",
  ];
  test.each(sayings)("an effort is asked once without it, and not again: %s", async (says) => {
    await using own = await startMockProvider({ scenario: `refuse-effort says="${says}"` });
    const provider = providerAt(own);
    for (let i = 0; i < 2; i++)
      expect((await collect(provider, withEffort("o3", "high"))).code).toBeNull();
    expect(asked(own)).toEqual([{ reasoning_effort: "high" }, {}, {}]);
    expect(await provider.effortsOf?.("o3")).toEqual([]);
    expect(await provider.effortsOf?.("o4-mini")).toEqual(["low", "medium", "high"]);
  });

  test("one value is asked for the next one", async () => {
    const says =
      "Unsupported value: '%p' does not support '%v' with this model. Supported values are: 'low', 'medium', and 'high'.";
    const scenario = `refuse-effort values=none,minimal says="${says}"`;
    await using own = await startMockProvider({ scenario });
    const provider = providerAt(own);
    for (let i = 0; i < 2; i++)
      expect((await collect(provider, withEffort("gpt-5.1", "none"))).code).toBeNull();
    await collect(provider, withEffort("gpt-5.1", "high"));
    const sent = asked(own).map(({ reasoning_effort }) => reasoning_effort);
    expect(sent).toEqual(["none", "minimal", "low", "low", "high"]);
    expect(await provider.effortsOf?.("gpt-5.1")).toEqual(["low", "medium", "high"]);
  });

  test("a word for none that the template says already is asked without that word", async () => {
    const says = "loc: ('body', '%p'), msg: Input should be 'low', 'medium' or 'high'";
    const scenario = `refuse-effort values=none says="${says}"`;
    await using own = await startMockProvider({ scenario });
    const provider = providerAt(own);
    expect((await collect(provider, withEffort("Qwen/Qwen3-8B", "none"))).code).toBeNull();
    const chat_template_kwargs = { enable_thinking: false };
    expect(asked(own)).toEqual([
      { reasoning_effort: "none", chat_template_kwargs },
      { chat_template_kwargs },
    ]);
    expect(await provider.effortsOf?.("Qwen/Qwen3-8B")).toEqual(["none"]);
  });

  test("the template's switch keeps the effort", async () => {
    const scenario =
      "refuse-effort param=chat_template_kwargs says=\"property '%p' is unsupported\"";
    await using own = await startMockProvider({ scenario });
    const provider = providerAt(own);
    expect((await collect(provider, withEffort("qwen/qwen3-32b", "none"))).code).toBeNull();
    expect(asked(own)).toEqual([
      { reasoning_effort: "none", chat_template_kwargs: { enable_thinking: false } },
      { reasoning_effort: "none" },
    ]);
  });

  test("something else is not taken to mean the effort", async () => {
    await using own = await startMockProvider();
    const provider = providerAt(own);
    const text = "[[context-length]]";
    const refused = await collect(provider, replyTo(text, { model: "o3", effort: "high" }));
    expect(refused.code).not.toBeNull();
    expect(asked(own)).toEqual([{ reasoning_effort: "high" }]);
    expect(await provider.effortsOf?.("o3")).toEqual(["low", "medium", "high"]);
  });
});

test("what is offered is what the operator says, else what the name tells", async () => {
  await using own = await startMockProvider();
  const said = new Map<string, readonly Effort[]>([
    ["o3", ["high"]],
    ["gpt-5", []],
    ["mine", ["low"]],
  ]);
  const provider = providerAt(own, { effortsSaid: (model) => said.get(model) ?? null });
  expect(await provider.effortsOf?.("o3")).toEqual(["high"]);
  expect(await provider.effortsOf?.("gpt-5")).toEqual([]);
  expect(await provider.effortsOf?.("mine")).toEqual(["low"]);
  expect(await provider.effortsOf?.("gpt-5-mini")).toEqual(["none", "low", "medium", "high"]);
  expect(await provider.effortsOf?.("gpt-4o")).toEqual([]);
});
