import { describe, expect, test } from "bun:test";
import type { Pages } from "../../../../testing/mock-provider/chat-server.ts";
import { startMockProvider } from "../../../../testing/mock-provider/mock-provider.ts";
import { findWindow } from "./find-window.ts";

/** What is found of the model `m` at a server with these pages, and what it was asked for. */
async function windowAt(pages: Pages, path = "/v1") {
  await using server = await startMockProvider({ pages });
  const baseUrl = `http://127.0.0.1:${server.port}${path}`;
  const window = await findWindow({ baseUrl, apiKey: "key" }, "m", AbortSignal.timeout(5_000));
  return { window, asked: server.requests.map((request) => request.path) };
}

const listOf = (entry: object): Pages => ({
  "GET /v1/models": { body: { object: "list", data: [{ id: "other" }, { id: "m", ...entry }] } },
});

describe("in the list of models", () => {
  test.each([
    ["vLLM", { owned_by: "vllm", max_model_len: 8192 }, 8192],
    ["OpenRouter", { context_length: 200_000, top_provider: { context_length: 131_072 } }, 131_072],
    ["OpenRouter without a provider", { context_length: 9_000, top_provider: {} }, 9_000],
    ["Together", { context_length: 32_768 }, 32_768],
    ["Groq", { context_window: 131_072, max_completion_tokens: 32_768 }, 131_072],
    ["Mistral", { max_context_length: 32_768, capabilities: {} }, 32_768],
    ["DeepInfra", { metadata: { context_length: 4_096, max_tokens: 4_096 } }, 4_096],
    ["GitHub", { capabilities: { limits: { max_context_window_tokens: 64_000 } } }, 64_000],
    ["LiteLLM", { max_input_tokens: 100_000 }, 100_000],
    ["what is loaded", { loaded_context_length: 4_096, max_context_length: 32_768 }, 4_096],
  ])("%s", async (_name, entry, window) => {
    expect(await windowAt(listOf(entry))).toEqual({ window, asked: ["/v1/models"] });
  });

  test.each([
    ["text", { context_length: "8192" }],
    ["nothing", { context_length: null }],
    ["a fraction", { context_length: 0.5 }],
    ["a negative number", { max_model_len: -1 }],
    ["more than there can be", { context_length: 1e300 }],
  ])("%s is no window", async (_name, entry) => {
    expect((await windowAt(listOf(entry))).window).toBeNull();
  });
});

describe("where servers of one's own have it", () => {
  test("llama.cpp: what a slot has, not what the model was trained for", async () => {
    const { window } = await windowAt({
      ...listOf({ owned_by: "llamacpp", meta: { n_ctx_train: 131_072 } }),
      "GET /props": {
        body: { default_generation_settings: { n_ctx: 4_096, params: {} }, total_slots: 4 },
      },
    });
    expect(window).toBe(4_096);
  });

  test("LM Studio: what is loaded; it answers 200 to what it does not know", async () => {
    const unexpected = { body: { error: "Unexpected endpoint or method. (GET /props)" } };
    const { window } = await windowAt({
      ...listOf({ owned_by: "organization_owner" }),
      "GET /props": unexpected,
      "GET /api/v0/models/m": {
        body: {
          id: "m",
          state: "loaded",
          max_context_length: 32_768,
          loaded_context_length: 4_096,
        },
      },
    });
    expect(window).toBe(4_096);
  });

  const show = (parameters?: string) => ({
    body: {
      ...(parameters ? { parameters } : {}),
      model_info: { "llama.context_length": 131_072 },
    },
  });

  test("Ollama: what is loaded", async () => {
    const loaded = { name: "m:latest", model: "m:latest", context_length: 16_384 };
    const pages = {
      "GET /api/ps": { body: { models: [{ name: "x", context_length: 512 }, loaded] } },
      "POST /api/show": show(),
    };
    expect((await windowAt({ ...listOf({}), ...pages })).window).toBe(16_384);
  });

  test.each([
    ["the Modelfile's word", show('stop "<|eot|>"\nnum_ctx                        8192'), 8_192],
    ["else its own usual window", show(), 4_096],
    [
      "never more than the model has",
      { body: { model_info: { "a.context_length": 2_048 } } },
      2_048,
    ],
    ["nothing of a model that it does not know", { status: 404, body: { error: "no" } }, null],
  ])("Ollama: %s", async (_name, page, window) => {
    const pages = { "GET /api/ps": { body: { models: [] } }, "POST /api/show": page };
    expect((await windowAt({ ...listOf({}), ...pages })).window).toBe(window);
  });

  test("an address without /v1 has the same", async () => {
    const { window } = await windowAt(listOf({ max_model_len: 8_192 }), "");
    expect(window).toBe(8_192);
  });

  test("a gateway's path is not guessed around in", async () => {
    const pages = { "GET /openai/v1/models": { body: { data: [{ id: "m" }] } } };
    expect(await windowAt(pages, "/openai/v1")).toEqual({
      window: null,
      asked: ["/openai/v1/models"],
    });
  });

  test("a server that says nothing at all has none, and no list is a failure", async () => {
    expect((await windowAt(listOf({}))).window).toBeNull();
    const broken = { "GET /v1/models": { status: 500, body: {} } };
    await expect(windowAt(broken)).rejects.toMatchObject({ code: "unavailable" });
  });
});
