import { describe, expect, test } from "bun:test";
import { describeEntry, isOtherKind } from "./describe-entry.ts";
import { usableModels } from "./usable-models.ts";

test("an entry that tells nothing is described by nothing", () => {
  expect(describeEntry({ id: "gpt-5", object: "model" })).toEqual({});
});

describe("what servers tell of a model", () => {
  test("OpenRouter", () => {
    const entry = {
      id: "anthropic/claude-opus-5",
      name: "Anthropic: Claude Opus 5",
      context_length: 200_000,
      architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] },
      pricing: {
        prompt: "0.000005",
        completion: "0.000025",
        input_cache_read: "0.0000005",
        input_cache_write: "0.00000625",
        image: "0",
      },
      top_provider: { context_length: 180_000, max_completion_tokens: 32_000 },
      supported_parameters: ["tools", "reasoning", "max_tokens"],
    };
    expect(describeEntry(entry)).toEqual({
      title: "Anthropic: Claude Opus 5",
      contextWindow: 180_000,
      maxOutputTokens: 32_000,
      vision: true,
      tools: true,
      reasoning: true,
      price: { input: 5, output: 25, cachedInput: 0.5, cacheWrite: 6.25 },
    });
    expect(isOtherKind(entry)).toBe(false);
    const router = { pricing: { prompt: "-1", completion: "-1" }, supported_parameters: [] };
    expect(describeEntry(router)).toEqual({ tools: false, reasoning: false });
  });

  test("Anthropic", () => {
    const capabilities = { image_input: { supported: true }, thinking: { supported: false } };
    const entry = {
      id: "claude-haiku-4-5",
      display_name: "Claude Haiku 4.5",
      max_input_tokens: 200_000,
      max_tokens: 64_000,
      capabilities,
    };
    expect(describeEntry(entry)).toEqual({
      title: "Claude Haiku 4.5",
      contextWindow: 200_000,
      maxOutputTokens: 64_000,
      vision: true,
      reasoning: false,
    });
  });

  test.each([
    ["vLLM", { max_model_len: 8_192 }, { contextWindow: 8_192 }],
    [
      "Mistral",
      { capabilities: { completion_chat: true, function_calling: true, vision: false } },
      { tools: true, vision: false },
    ],
    [
      "Groq",
      { context_window: 131_072, max_completion_tokens: 65_536 },
      { contextWindow: 131_072, maxOutputTokens: 65_536 },
    ],
    [
      "Together",
      { display_name: "Llama 4", type: "chat", pricing: { input: 0.27, output: 0.85 } },
      { title: "Llama 4", price: { input: 0.27, output: 0.85 } },
    ],
    [
      "Vercel",
      { pricing: { input: "0.000003", output: "0.000015", input_cache_read: "0.0000003" } },
      { price: { input: 3, output: 15, cachedInput: 0.3 } },
    ],
    [
      "DeepInfra",
      { metadata: { pricing: { input_tokens: 0.5, output_tokens: 2, cache_read_tokens: 0.1 } } },
      { price: { input: 0.5, output: 2, cachedInput: 0.1 } },
    ],
    ["LM Studio", { type: "vlm", capabilities: ["tool_use"] }, { vision: true, tools: true }],
    [
      "GitHub",
      { supported_input_modalities: ["text"], limits: { max_output_tokens: 4_096 } },
      { vision: false, maxOutputTokens: 4_096 },
    ],
  ])("%s", (_server, entry, described) => {
    expect(describeEntry(entry)).toEqual(described);
  });
});

test("what is no number, no flag or no text is not believed", () => {
  const nonsense = {
    name: { en: "x" },
    context_length: "8192",
    max_tokens: -5,
    capabilities: "vision",
    supported_parameters: "tools",
    architecture: { input_modalities: "image" },
    pricing: { prompt: "free", completion: null },
  };
  expect(describeEntry(nonsense)).toEqual({});
  expect(describeEntry({ pricing: { input: 1e300, output: 1 } })).toEqual({});
  expect(describeEntry({ display_name: "x".repeat(101) })).toEqual({});
  expect(describeEntry({ display_name: " a\u0000b\ud800 " })).toEqual({ title: "a\ufffdb\ufffd" });
});

test.each([
  [{ type: "embeddings" }],
  [{ type: "image" }],
  [{ architecture: { output_modalities: ["image"] } }],
  [{ capabilities: { completion_chat: false } }],
])("%j writes no text", (entry) => {
  expect(isOtherKind(entry)).toBe(true);
});

test("lists lose names that cannot be used, models for other purposes, and repetitions", () => {
  const names = [
    "gpt-5",
    "text-embedding-3-large",
    "omni-moderation-latest",
    "gpt-4o-transcribe",
    "gpt-4o-mini-tts",
    "whisper-1",
    "dall-e-3",
    "gpt-image-1",
    "gpt-realtime",
    "nomic-ai/nomic-embed-text",
    "gpt-5",
    "",
    " padded",
    "a\u0000b",
    "x".repeat(201),
    "meta-llama/llama-4",
    "embeddinggemma-chat",
  ];
  const usable = usableModels(names.map((name) => ({ name })));
  expect(usable.map(({ name }) => name)).toEqual([
    "gpt-5",
    "meta-llama/llama-4",
    "embeddinggemma-chat",
  ]);
});
