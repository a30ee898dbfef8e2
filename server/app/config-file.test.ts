import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError, readConfig } from "./config.ts";
import { describeConfigFile } from "./describe-config-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-config-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(text: string, name = "chatkit.json"): Promise<string> {
  const path = join(folder, name);
  await Bun.write(path, text);
  return path;
}

async function problemsOf(written: unknown, env = {}): Promise<readonly string[]> {
  const text = typeof written === "string" ? written : JSON.stringify(written);
  const CHATKIT_CONFIG = await fileWith(text);
  try {
    readConfig({ CHATKIT_CONFIG, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const ollama = { kind: "openai-chat", baseUrl: "http://localhost:11434/v1" };
const claude = { kind: "anthropic", apiKeyEnv: "CLAUDE_KEY", models: ["claude-sonnet-4-5"] };

test("a connection is for everyone, or says who may use it", async () => {
  const defaultModel = "local/m";
  const staff = { ...ollama, access: "admins" };
  const CHATKIT_CONFIG = await fileWith(
    JSON.stringify({ connections: { local: ollama, staff }, defaultModel }),
  );
  const variables = { CHATKIT_CONFIG, OPENAI_API_KEY: "k", CHATKIT_MODEL_ACCESS: "registered" };
  expect(readConfig(variables).provider).toMatchObject({
    connections: [
      { id: "default", access: "registered" },
      { id: "local", access: "everyone" },
      { id: "staff", access: "admins" },
    ],
  });
  const wrong = { connections: { local: { ...ollama, access: "friends" } }, defaultModel };
  expect(await problemsOf(wrong)).toEqual([
    "CHATKIT_CONFIG: connections.local.access: has to be one of everyone, registered, admins",
  ]);
});

test("connections of a file come with their keys from the environment", async () => {
  const file = { connections: { local: ollama, claude }, defaultModel: "claude/claude-sonnet-4-5" };
  const CHATKIT_CONFIG = await fileWith(JSON.stringify(file));
  expect(readConfig({ CHATKIT_CONFIG, CLAUDE_KEY: "sk-ant" }).provider).toMatchObject({
    kind: "connected",
    model: "claude/claude-sonnet-4-5",
    connections: [
      {
        id: "local",
        kind: "openai-chat",
        baseUrl: "http://localhost:11434/v1",
        apiKey: null,
        models: null,
      },
      {
        id: "claude",
        kind: "anthropic",
        baseUrl: "https://api.anthropic.com/v1",
        apiKey: "sk-ant",
        models: [{ name: "claude-sonnet-4-5" }],
      },
    ],
  });
});

test("they come after the connection of the environment variables, whose models have plain names", async () => {
  const file = { connections: { claude }, defaultModel: "claude/claude-sonnet-4-5" };
  const CHATKIT_CONFIG = await fileWith(JSON.stringify(file));
  const env = { CHATKIT_CONFIG, CLAUDE_KEY: "k", OPENAI_API_KEY: "k" };
  expect(readConfig(env).provider).toMatchObject({
    model: "claude/claude-sonnet-4-5",
    connections: [{ id: "default" }, { id: "claude" }],
  });
});

test("fallbacks are models of its connections, or of the environment variables' one", async () => {
  const defaultModel = "claude/claude-sonnet-4-5";
  const file = (fallbacks: string[]) => ({ connections: { claude }, defaultModel, fallbacks });
  const fallbacks = ["claude/claude-haiku-4-5", "default/meta-llama/llama-4"];
  const CHATKIT_CONFIG = await fileWith(JSON.stringify(file(fallbacks)));
  const env = { CHATKIT_CONFIG, CLAUDE_KEY: "k", OPENAI_API_KEY: "k" };
  expect(readConfig(env).provider).toMatchObject({
    fallbacks: ["claude/claude-haiku-4-5", "meta-llama/llama-4"],
  });
  const at = (index: number) =>
    expect.stringContaining(`CHATKIT_CONFIG: fallbacks.${index}: has to begin with`);
  expect(await problemsOf(file(fallbacks), { CLAUDE_KEY: "k" })).toEqual([at(1)]);
  expect(await problemsOf(file(["gpt-5", "nowhere/gpt-5"]), env)).toEqual([at(0), at(1)]);
});

test("models come by name, or with what the operator says of them", async () => {
  const said = {
    title: "Opus",
    contextWindow: 200_000,
    vision: true,
    price: { input: 5, output: 25 },
  };
  const models = ["plain", { name: "opus", ...said, efforts: ["high", "low"] }];
  const file = { connections: { claude: { ...claude, models } }, defaultModel: "claude/opus" };
  const CHATKIT_CONFIG = await fileWith(JSON.stringify(file));
  expect(readConfig({ CHATKIT_CONFIG, CLAUDE_KEY: "k" }).provider).toMatchObject({
    connections: [
      { models: [{ name: "plain" }, { name: "opus", ...said, efforts: ["low", "high"] }] },
    ],
  });
  const absurd = { name: "a", price: { input: 1e300, output: 1 } };
  for (const wrong of [
    absurd,
    {},
    { name: "a", colour: "red" },
    { name: "a", contextWindow: "8k" },
    7,
  ]) {
    const connections = { claude: { ...claude, models: [wrong] } };
    const problems = await problemsOf(
      { connections, defaultModel: "claude/a" },
      { CLAUDE_KEY: "k" },
    );
    expect(problems).toEqual([
      expect.stringMatching(/^CHATKIT_CONFIG: connections\.claude\.models\.0(\.price\.input)?: /),
    ]);
  }
});

test("a model that is listed twice, and YAML that holds itself, are reported", async () => {
  const models = ["m", "n", { name: "m", title: "M" }];
  expect(
    await problemsOf({ connections: { local: { ...ollama, models } }, defaultModel: "local/m" }),
  ).toEqual(["CHATKIT_CONFIG: connections.local.models: lists m more than once"]);
  const CHATKIT_CONFIG = await fileWith("connections: &all\n  local: *all\n", "chatkit.yaml");
  expect(() => readConfig({ CHATKIT_CONFIG })).toThrow(ConfigError);
  const once = "connections:\n  a: &a\n    kind: openai-chat\n    baseUrl: http://a/v1\n  b: *a\n";
  const shared = await fileWith(`${once}defaultModel: a/m\n`, "chatkit.yaml");
  expect(readConfig({ CHATKIT_CONFIG: shared }).provider).toMatchObject({
    connections: [{ id: "a" }, { id: "b" }],
  });
});

test("a name that is written twice is reported with its line, in JSON and YAML", async () => {
  const one = `"kind": "openai-chat", "baseUrl": "http://a/v1"`;
  const json = `{"connections": {\n"a": {${one}, "access": "admins"},\n"a": {${one}}}, "defaultModel": "a/m"}`;
  const yaml =
    "connections:\n  a:\n    kind: openai-chat\n    baseUrl: http://sk-hidden/v1\n  a:\n    kind: google\n";
  const CHATKIT_CONFIG = await fileWith(yaml, "chatkit.yaml");
  const twice = (line: number) => [
    `CHATKIT_CONFIG: cannot be parsed: line ${line}: this name is written twice`,
  ];
  expect(await problemsOf(json)).toEqual(twice(3));
  expect(await problemsOf({}, { CHATKIT_CONFIG })).toEqual(twice(5));
});

test("YAML that cannot be read says where, without values", async () => {
  for (const [text, problem] of [
    ["connections: sk-hidden: no\n", "line 1: Nested mappings are not allowed in compact mappings"],
    ["connections: [\n  sk-hidden\n", "line 3: Flow sequence in block collection"],
    ["connections: *sk-hidden\n", "an alias"],
    ["a: @sk-hidden\n", "line 1: Plain value cannot start with reserved character"],
  ] as const) {
    const CHATKIT_CONFIG = await fileWith(text, "chatkit.yaml");
    const problems = (await problemsOf({}, { CHATKIT_CONFIG })).join();
    expect(problems).toContain(`CHATKIT_CONFIG: cannot be parsed: ${problem}`);
    expect(problems).not.toContain("hidden");
  }
});

test("a byte order mark does not count", async () => {
  const text = JSON.stringify({ connections: { local: ollama }, defaultModel: "local/m" });
  const CHATKIT_CONFIG = await fileWith(`\ufeff${text}`);
  expect(readConfig({ CHATKIT_CONFIG }).provider).toMatchObject({ model: "local/m" });
});

test("a file in YAML says the same", async () => {
  const CHATKIT_CONFIG = await fileWith(
    "connections:\n  local:\n    kind: openai-chat\n    baseUrl: http://localhost:1234/v1\ndefaultModel: local/qwen\n",
    "chatkit.yaml",
  );
  expect(readConfig({ CHATKIT_CONFIG }).provider).toMatchObject({ model: "local/qwen" });
});

test("everything that is wrong is named at its place, without values", async () => {
  const wrong = {
    connections: {
      Local: ollama,
      default: ollama,
      a: { kind: "soap", secret: "sk-hidden" },
      b: { kind: "openai-chat" },
      c: { kind: "google", models: [] },
    },
  };
  const problems = await problemsOf(wrong);
  for (const place of [
    "connections.Local",
    "connections.a.kind",
    "connections.b.baseUrl",
    "connections.c.models",
    "defaultModel",
  ])
    expect(
      problems.filter((problem) => problem.startsWith(`CHATKIT_CONFIG: ${place}: `)),
    ).toHaveLength(1);
  expect(problems.join()).not.toContain("sk-hidden");
});

test("keys that are missing, names that are taken, and models that lead nowhere are named", async () => {
  const at = (place: string) => expect.stringContaining(`CHATKIT_CONFIG: ${place}: `);
  const model = "local/qwen";
  expect(await problemsOf({ connections: { local: ollama, claude }, defaultModel: model })).toEqual(
    [at("connections.claude.apiKeyEnv")],
  );
  expect(
    await problemsOf({ connections: { g: { kind: "google" } }, defaultModel: "g/gemini" }),
  ).toEqual([at("connections.g.apiKeyEnv")]);
  expect(await problemsOf({ connections: { default: ollama }, defaultModel: "default/q" })).toEqual(
    [at("connections.default")],
  );
  expect(await problemsOf({ connections: { local: ollama }, defaultModel: "qwen" })).toEqual([
    at("defaultModel"),
  ]);
});

test("a file that is missing, or is neither JSON nor YAML, says so", async () => {
  expect(await problemsOf("{ 'a': sk-hidden")).toEqual([
    expect.stringContaining("CHATKIT_CONFIG: cannot be parsed"),
  ]);
  const missing = { CHATKIT_CONFIG: join(folder, "nowhere.json") };
  expect(await problemsOf({}, missing)).toEqual([
    expect.stringContaining("CHATKIT_CONFIG: cannot be read (ENOENT)"),
  ]);
});

test("the published schema is the one that files are checked by", async () => {
  const published = Bun.file(join(import.meta.dirname, "../../docs/chatkit-config.schema.json"));
  // Otherwise: `bun run config:schema`.
  expect(await published.json()).toEqual(JSON.parse(describeConfigFile()));
});

test.each(["json", "yaml"])("a name that objects would lose is a problem (%s)", async (format) => {
  const text = `{"connections": {"local": {"kind": "openai-chat", "baseUrl": "http://h/v1",
    "headers": {"__proto__": "x"}}}, "defaultModel": "local/m"}`;
  const CHATKIT_CONFIG = await fileWith(text, `chatkit.${format}`);
  expect(() => readConfig({ CHATKIT_CONFIG })).toThrow(
    "CHATKIT_CONFIG: connections.local.headers.__proto__: is a reserved name",
  );
});

test("a model's name has at most 200 characters, and those of its connection in front", async () => {
  const own = "m".repeat(200);
  const models = [own];
  const file = { connections: { local: { ...ollama, models } }, defaultModel: `local/${own}` };
  expect(await problemsOf({ ...file, fallbacks: [`local/${own}`] })).toEqual([]);
  const longer = { connections: { local: { ...ollama, models: [`${own}m`] } } };
  expect(await problemsOf({ ...longer, defaultModel: "local/m" })).toEqual([
    "CHATKIT_CONFIG: connections.local.models.0: has to be at most 200 characters long",
  ]);
});
