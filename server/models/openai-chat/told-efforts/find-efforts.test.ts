import { describe, expect, test } from "bun:test";
import type { Effort } from "../../../../shared/effort.ts";
import type { Pages } from "../../../../testing/mock-provider/chat-server.ts";
import { startMockProvider } from "../../../../testing/mock-provider/mock-provider.ts";
import { findEfforts } from "./find-efforts.ts";

/** What is found of a model at a server with these pages, and what the server was asked for. */
async function effortsAt(pages: Pages, { model = "m", path = "/v1" } = {}) {
  await using server = await startMockProvider({ pages });
  const baseUrl = `http://127.0.0.1:${server.port}${path}`;
  const found = await findEfforts({ baseUrl, apiKey: "key" }, model, AbortSignal.timeout(5_000));
  return { found, asked: server.requests.map((request) => request.path) };
}

const listOf = (entry: object, id = "m"): Pages => ({
  "GET /v1/models": { body: { object: "list", data: [{ id: "other" }, { id, ...entry }] } },
});

const thinks = { supported_parameters: ["temperature", "reasoning", "include_reasoning"] };

describe("OpenRouter's list", () => {
  const cases: readonly [string, object, readonly Effort[] | null][] = [
    ["a model that does not think", { supported_parameters: ["temperature"] }, []],
    ["one that does", thinks, ["none", "low", "medium", "high"]],
    [
      "some efforts",
      { ...thinks, reasoning: { supported_efforts: ["max", "high", "low"] } },
      ["low", "high"],
    ],
    [
      "all efforts",
      { ...thinks, reasoning: { supported_efforts: null } },
      ["none", "low", "medium", "high"],
    ],
    [
      "one that always thinks",
      { ...thinks, reasoning: { supported_efforts: null, mandatory: true } },
      ["low", "medium", "high"],
    ],
    ["no choice", { ...thinks, reasoning: { supported_efforts: [], mandatory: true } }, []],
    ["another server's list", {}, null],
    ["nonsense", { supported_parameters: "reasoning" }, null],
  ];
  test.each(cases)("%s", async (_, entry, found) => {
    expect((await effortsAt(listOf(entry))).found).toEqual(found);
  });

  test("a name that tells more is believed", async () => {
    const pages = listOf(thinks, "openai/o3");
    expect((await effortsAt(pages, { model: "openai/o3" })).found).toEqual([
      "low",
      "medium",
      "high",
    ]);
  });
});

describe("LM Studio", () => {
  const pagesOf = (entry: object): Pages => ({
    ...listOf({}),
    "GET /api/v1/models": { body: { models: [{ key: "x" }, { key: "m", ...entry }] } },
  });
  const withOptions = (options: unknown, more: object = {}) =>
    pagesOf({ capabilities: { reasoning: { allowed_options: options } }, ...more });

  test.each([
    ["a switch", ["off", "on"], ["none"]],
    ["levels", ["low", "medium", "high"], ["low", "medium", "high"]],
    ["both", ["off", "low", "high", "xhigh", "on"], ["none", "low", "high"]],
    ["thinking alone", ["on"], []],
  ] as const)("%s", async (_, options, found) => {
    expect((await effortsAt(withOptions(options))).found).toEqual([...found]);
  });

  test("a model by the name that it is loaded under", async () => {
    const pages = withOptions(["off", "on"], { key: "qwen/q", loaded_instances: [{ id: "m" }] });
    expect((await effortsAt(pages)).found).toEqual(["none"]);
  });

  test("a version that says nothing of it", async () => {
    const { found } = await effortsAt(pagesOf({ capabilities: { vision: true } }));
    expect(found).toBeNull();
  });
});

describe("Ollama", () => {
  const show = (body: object): Pages => ({ ...listOf({}, "qwen9:8b"), "POST /api/show": { body } });
  const capabilities = ["completion", "thinking"];

  const cases: readonly [string, object, readonly Effort[] | null][] = [
    ["a model that does not think", { capabilities: ["completion"] }, []],
    ["one that does", { capabilities }, ["none"]],
    ["a switch", { capabilities, thinking: { values: [false, true], default: true } }, ["none"]],
    [
      "levels",
      { capabilities, thinking: { values: ["low", "medium", "high"] } },
      ["low", "medium", "high"],
    ],
    ["a version without capabilities", { model_info: {} }, null],
  ];
  test.each(cases)("%s", async (_, body, found) => {
    expect((await effortsAt(show(body), { model: "qwen9:8b" })).found).toEqual(found);
  });

  test("a name that tells more is believed", async () => {
    const { found } = await effortsAt(show({ capabilities }), { model: "gpt-oss:20b" });
    expect(found).toEqual(["low", "medium", "high"]);
  });
});

test("a gateway's path is not guessed around in", async () => {
  const pages = { "GET /openai/v1/models": { body: { data: [{ id: "m" }] } } };
  expect(await effortsAt(pages, { path: "/openai/v1" })).toEqual({
    found: null,
    asked: ["/openai/v1/models"],
  });
});

test("no list at all is a failure", async () => {
  const broken = { "GET /v1/models": { status: 500, body: {} } };
  await expect(effortsAt(broken)).rejects.toMatchObject({ code: "unavailable" });
});
