import { expect, test } from "bun:test";
import type { Pages } from "../../../testing/mock-provider/chat-server.ts";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import { listModels } from "./list-models.ts";

/** What a server with these pages lists, and what it was asked for. */
async function listedAt(pages: Pages) {
  await using server = await startMockProvider({ pages });
  const baseUrl = `http://127.0.0.1:${server.port}/v1`;
  const models = await listModels({ baseUrl, apiKey: null }, AbortSignal.timeout(5_000));
  return { models, asked: server.requests.map(({ path, body }) => [path, Object(body).model]) };
}

const listOf = (owner: string, ...ids: string[]): Pages => ({
  "GET /v1/models": { body: { data: ids.map((id) => ({ id, owned_by: owner })) } },
});

test("Ollama tells what each of its models can do; embeddings are not listed", async () => {
  const { models, asked } = await listedAt({
    ...listOf("library", "qwen3", "nomic"),
    "POST /api/show": { body: { capabilities: ["completion", "tools", "thinking"] } },
  });
  const abilities = { vision: false, tools: true, reasoning: true };
  expect(models).toEqual([
    { name: "qwen3", ...abilities },
    { name: "nomic", ...abilities },
  ]);
  expect(asked).toEqual([
    ["/v1/models", undefined],
    ["/api/show", "qwen3"],
    ["/api/show", "nomic"],
  ]);
  const embeddings = { "POST /api/show": { body: { capabilities: ["embedding"] } } };
  expect((await listedAt({ ...listOf("library", "nomic"), ...embeddings })).models).toEqual([]);
});

test("an Ollama that does not tell lists its names", async () => {
  for (const page of [{ status: 500, body: {} }, { body: {} }, { body: { capabilities: 7 } }]) {
    const { models } = await listedAt({ ...listOf("library", "qwen3"), "POST /api/show": page });
    expect(models).toEqual([{ name: "qwen3" }]);
  }
});

test("of many models of an Ollama, the first fifty are asked about", async () => {
  const ids = Array.from({ length: 60 }, (_, i) => `m${i}`);
  const { models, asked } = await listedAt({
    ...listOf("library", ...ids),
    "POST /api/show": { body: { capabilities: ["completion", "vision"] } },
  });
  expect(models).toHaveLength(60);
  expect(models.filter(({ vision }) => vision)).toHaveLength(50);
  expect(asked).toHaveLength(51);
});

test("LM Studio tells it in a list of its own", async () => {
  const { models } = await listedAt({
    ...listOf("organization_owner", "gemma", "embedder", "unknown"),
    "GET /api/v0/models": {
      body: {
        data: [
          { id: "gemma", type: "vlm", max_context_length: 32_768, capabilities: ["tool_use"] },
          { id: "embedder", type: "embeddings" },
          "nonsense",
        ],
      },
    },
  });
  expect(models).toEqual([
    { name: "gemma", contextWindow: 32_768, vision: true, tools: true },
    { name: "unknown" },
  ]);
});

test("another server is asked for its list alone", async () => {
  expect((await listedAt(listOf("vllm", "m"))).asked).toEqual([["/v1/models", undefined]]);
});
