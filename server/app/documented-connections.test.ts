import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "../../testing/present.ts";
import { readConfig } from "./config.ts";

let folder: string;
let page: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-docs-"));
  page = await Bun.file(join(import.meta.dirname, "../../docs/connections.md")).text();
});
afterAll(() => rm(folder, { recursive: true }));

/** The variables with keys that a text names, each with a key. */
function keysOf(text: string): Record<string, string> {
  const names = [...text.matchAll(/"apiKeyEnv": "(\w+)"/g)].map(([, name]) => present(name));
  return Object.fromEntries(names.map((name) => [name, "a key"]));
}

/** The connections of a file with this text, as the server reads it. */
async function connectionsOf(text: string) {
  const CHATKIT_CONFIG = join(folder, `${Bun.hash(text)}.json`);
  await Bun.write(CHATKIT_CONFIG, text);
  const { provider } = readConfig({ CHATKIT_CONFIG, ...keysOf(text) });
  return provider.kind === "connected" ? provider.connections : [];
}

const servers = [
  ["OpenAI", "openai-responses"],
  ["Anthropic", "anthropic"],
  ["Google", "google"],
  ["Azure", "openai-chat"],
  ["Mistral", "openai-chat"],
  ["OpenRouter", "openai-chat"],
  ["Ollama", "openai-chat"],
  ["LM Studio", "openai-chat"],
  ["llama.cpp", "openai-chat"],
  ["vLLM", "openai-chat"],
] as const;

test.each([...servers])("the entry for %s in docs/connections.md works", async (server, kind) => {
  const row = present(
    page.split("\n").find((line) => line.startsWith(`| ${server} `) && line.includes('"kind"')),
  );
  const entry = present(/`(".*})`/.exec(row)?.[1]);
  const id = present(/^"(\w+)"/.exec(entry)?.[1]);
  const text = `{ "connections": { ${entry} }, "defaultModel": "${id}/a-model" }`;
  const [connection, ...others] = await connectionsOf(text);
  expect(others).toEqual([]);
  expect(present(connection)).toMatchObject({ kind, models: null });
  expect(present(connection).apiKey).toBe(text.includes("apiKeyEnv") ? "a key" : null);
});

test("so do the files that it shows, and the models", async () => {
  const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => present(text));
  const files = blocks.filter((text) => text.startsWith("{") && !text.includes("…"));
  expect(files.length).toBeGreaterThan(1);
  for (const text of files) expect((await connectionsOf(text)).length).toBeGreaterThan(0);
  const models = present(blocks.find((text) => text.startsWith('"models"')));
  const [connection] = await connectionsOf(
    `{ "connections": { "c": { "kind": "anthropic", "apiKeyEnv": "KEY", ${models} } }, "defaultModel": "c/m" }`,
  );
  expect(present(connection).models?.map(({ name }) => name)).toEqual([
    "claude-haiku-4-5",
    "claude-sonnet-4-5",
  ]);
});
