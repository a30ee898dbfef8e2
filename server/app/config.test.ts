import { expect, test } from "bun:test";
import { join, resolve } from "node:path";
import { ConfigError, type Env, readConfig, settingNames } from "./config.ts";
import { describeDatabase, describeModel } from "./describe-config.ts";

function problemsOf(env: Env, argv: string[] = []): readonly string[] {
  try {
    readConfig(env, argv);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const names = (problems: readonly string[]) =>
  problems.map((problem) => problem.split(":")[0] ?? "");

test("an address whose password is not encoded is refused, and the reason says so", () => {
  for (const password of ["ab/cd", "ab#cd", "ab?cd"])
    expect(() => readConfig({ DATABASE_URL: `postgres://me:${password}@db/chat` })).toThrow("%2F");
});

test("everything has a working default", () => {
  expect(readConfig({})).toMatchObject({
    production: false,
    role: "all",
    host: "localhost",
    port: 8000,
    databaseUrl: null,
    dataDir: resolve(".data"),
    jwtSecretKey: null,
    provider: { kind: "offline" },
    defaultWorkflowId: "wf_default",
    allowedOrigins: [],
  });
});

test("an empty variable counts as not set", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: " ", OPENAI_API_KEY: "" })).toEqual(readConfig({}));
});

test("every problem is reported at once, by name", () => {
  const problems = problemsOf({
    NODE_ENV: "production",
    HOST: "a b",
    PORT: "80 80",
    DATABASE_URL: "mysql://localhost/x",
    OPENAI_BASE_URL: "http://localhost:11434/v1",
    ALLOWED_ORIGINS: "https://a.example,b",
    LOG_LEVEL: "loud",
  });
  expect(names(problems).toSorted()).toEqual([
    "ALLOWED_ORIGINS",
    "CHATKIT_MODEL",
    "DATABASE_URL",
    "HOST",
    "JWT_SECRET_KEY",
    "LOG_LEVEL",
    "PORT",
  ]);
});

test("no problem repeats a value, for it can be a secret", () => {
  const secret = "hunter2";
  const problems = problemsOf({
    PORT: secret,
    DATABASE_URL: `mysql://me:${secret}@localhost/x`,
    JWT_SECRET_KEY: secret,
    OPENAI_API_KEY: `${secret} ${secret}`,
    OPENAI_BASE_URL: `ftp://${secret}@localhost`,
    PUBLIC_URL: `https://${secret}@a.example/path`,
    CHATKIT_ROLE: secret,
    CHATKIT_WORKFLOW_ID: secret,
    CHATKIT_MODEL: secret.repeat(100),
  });
  expect(problems).toHaveLength(9);
  expect(problems.join("\n")).not.toContain(secret);
});

test("mail needs a server and an address that it is from, and a login needs both its halves", () => {
  const smtp = { SMTP_HOST: "mail.example.org", SMTP_FROM_EMAIL: "Chat <chat@example.org>" };
  expect(readConfig({}).smtp).toBeNull();
  expect(readConfig(smtp).smtp).toMatchObject({ port: 587, user: null, requireTls: true });
  expect(readConfig({ ...smtp, SMTP_TLS: "optional" }).smtp?.requireTls).toBe(false);
  expect(readConfig({ ...smtp, SMTP_HOST: "127.0.0.1" }).smtp?.requireTls).toBe(false);
  expect(names(problemsOf({ SMTP_HOST: "mail.example.org" }))).toEqual(["SMTP_FROM_EMAIL"]);
  expect(names(problemsOf({ ...smtp, SMTP_USER: "me" }))).toEqual(["SMTP_PASSWORD"]);
  expect(names(problemsOf({ ...smtp, SMTP_PASSWORD: "x" }))).toEqual(["SMTP_USER"]);
  expect(names(problemsOf({ SMTP_PORT: "25", SMTP_TLS: "optional" })).toSorted()).toEqual([
    "SMTP_PORT",
    "SMTP_TLS",
  ]);
  expect(names(problemsOf({ ...smtp, SMTP_FROM_EMAIL: "nobody" }))).toEqual(["SMTP_FROM_EMAIL"]);
  expect(names(problemsOf({ ...smtp, NODE_ENV: "production" }))).toEqual(["PUBLIC_URL"]);
});

test("analytics are delivered with an address and a secret, and priced with prices", () => {
  const bytes = (count: number) => `whsec_${Buffer.alloc(count, 1).toString("base64")}`;
  const url = "https://events.example.org/in";
  const set = { ANALYTICS_URL: url, ANALYTICS_SECRET: bytes(32) };
  expect(readConfig({}).analytics).toEqual({
    receiver: null,
    prices: new Map(),
    byPerson: true,
  });
  expect(readConfig({ ANALYTICS_BY_PERSON: "off" }).analytics.byPerson).toBe(false);
  expect(readConfig({}).retention).toEqual({
    guestDays: 30,
    emptyGuestDays: 1,
    trashDays: 30,
    auditDays: 730,
    analyticsDays: 365,
  });
  expect(readConfig(set).analytics.receiver).toEqual({ url, secret: bytes(32) });
  expect(names(problemsOf({ ANALYTICS_URL: url }))).toEqual(["ANALYTICS_SECRET"]);
  expect(names(problemsOf({ ANALYTICS_SECRET: bytes(32) }))).toEqual(["ANALYTICS_SECRET"]);
  for (const secret of [bytes(16), bytes(65), "x".repeat(40), "whsec_not base64"])
    expect(names(problemsOf({ ...set, ANALYTICS_SECRET: secret }))).toEqual(["ANALYTICS_SECRET"]);
  expect(names(problemsOf({ ANALYTICS_RETENTION_DAYS: "1" }))).toEqual([
    "ANALYTICS_RETENTION_DAYS",
  ]);
  const MODEL_PRICES = '{"small": {"input": 0.25, "output": 2}}';
  expect(readConfig({ MODEL_PRICES }).analytics.prices).toEqual(
    new Map([["small", { input: 0.25, output: 2 }]]),
  );
  for (const bad of ["cheap", "[]", "7", '{"a": 1}', '{"a": {"input": -1, "output": 1}}'])
    expect(names(problemsOf({ MODEL_PRICES: bad }))).toEqual(["MODEL_PRICES"]);
});

test("efforts of models are JSON by model, in order", () => {
  const provider = (MODEL_EFFORTS: string) =>
    readConfig({ OPENAI_API_KEY: "sk-x", MODEL_EFFORTS }).provider;
  expect(provider('{"mine": ["high", "none"], "plain": []}')).toMatchObject({
    efforts: new Map([
      ["mine", ["none", "high"]],
      ["plain", []],
    ]),
  });
  for (const bad of ["high", "[]", '{"a": "high"}', '{"a": ["extreme"]}', '{"": []}'])
    expect(names(problemsOf({ MODEL_EFFORTS: bad }))).toEqual(["MODEL_EFFORTS"]);
});

test("models called like properties of objects keep what is said about them", () => {
  const names = ["__proto__", "constructor", "toString"];
  const json = (value: string) => `{${names.map((name) => `"${name}": ${value}`).join(", ")}}`;
  const read = readConfig({
    OPENAI_API_KEY: "sk-x",
    MODEL_EFFORTS: json('["low"]'),
    MODEL_PRICES: json('{"input": 1, "output": 2}'),
    CHATKIT_CONTEXT_WINDOW: names.map((name) => `${name}=300`).join(","),
  });
  const each = <Value>(value: Value) => new Map(names.map((name) => [name, value]));
  expect(read.provider).toMatchObject({ efforts: each(["low"]) });
  expect(read.analytics.prices).toEqual(each({ input: 1, output: 2 }));
  expect(read.contextWindows.ofModels).toEqual(each(300));
  const lost = '{"a": {"input": 1, "output": 2, "__proto__": {}}}';
  expect(() => readConfig({ MODEL_PRICES: lost })).toThrow("MODEL_PRICES: has to be JSON");
});

test.each(["-1", "65536", "1.5", "0x10", "1e3", "8000x"])("%p is no port", (PORT) => {
  expect(names(problemsOf({ PORT }))).toEqual(["PORT"]);
});

test("a host to listen at is a name or an IP address", () => {
  for (const HOST of ["localhost", "0.0.0.0", "::", "::1", "chat_node-1.example", "x"])
    expect(readConfig({ HOST }).host).toBe(HOST);
  for (const HOST of ["a b", "http://localhost", "localhost:80", "[::1]", "-x", ".", "a/b", "é"])
    expect(names(problemsOf({ HOST }))).toEqual(["HOST"]);
});

test("a signing secret has at least 32 bytes", () => {
  expect(names(problemsOf({ JWT_SECRET_KEY: "x".repeat(31) }))).toEqual(["JWT_SECRET_KEY"]);
  expect(readConfig({ JWT_SECRET_KEY: "é".repeat(16) }).jwtSecretKey).toBe("é".repeat(16));
});

test("in production nodes that share a database have to be given the signing secret", () => {
  const env = { NODE_ENV: "production", DATABASE_URL: "postgres://db/chatkit" };
  expect(names(problemsOf(env))).toEqual(["JWT_SECRET_KEY"]);
  expect(problemsOf({ NODE_ENV: "production" })).toEqual([]);
});

test("the command line's role wins over the variable", () => {
  expect(readConfig({ CHATKIT_ROLE: "web" }).role).toBe("web");
  expect(readConfig({ CHATKIT_ROLE: "web" }, ["--role", "worker"]).role).toBe("worker");
  expect(readConfig({}, ["--role=worker"]).role).toBe("worker");
  expect(names(problemsOf({}, ["--roll", "web"]))[0]).toBe("command line");
  expect(names(problemsOf({}, ["--role", "cook"]))).toEqual(["CHATKIT_ROLE"]);
  expect(names(problemsOf({}, ["--role"]))).toEqual(["CHATKIT_ROLE"]);
});

test("a key alone means OpenAI; another server needs a model's name and perhaps no key", () => {
  expect(readConfig({ OPENAI_API_KEY: "k" }).provider).toMatchObject({
    connections: [{ id: "default", apiKey: "k", baseUrl: "https://api.openai.com/v1" }],
    model: expect.stringMatching(/^gpt-/),
  });
  const ollama = { OPENAI_BASE_URL: "http://localhost:11434/v1/", CHATKIT_MODEL: "qwen3" };
  expect(readConfig(ollama).provider).toMatchObject({
    connections: [{ id: "default", apiKey: null, baseUrl: "http://localhost:11434/v1" }],
    model: "qwen3",
  });
  expect(names(problemsOf({ OPENAI_BASE_URL: "https://api.openai.com/v1" }))).toEqual([
    "OPENAI_API_KEY",
  ]);
  expect(names(problemsOf({ CHATKIT_MODEL: "qwen3" }))).toEqual(["CHATKIT_MODEL"]);
  const limit = { CHATKIT_MAX_CONCURRENT: "4" };
  expect(names(problemsOf(limit))).toEqual(["CHATKIT_MAX_CONCURRENT"]);
  expect(names(problemsOf({ OPENAI_API_KEY: "k", CHATKIT_MAX_CONCURRENT: "0" }))).toEqual([
    "CHATKIT_MAX_CONCURRENT",
  ]);
  const access = { CHATKIT_MODEL_ACCESS: "admins" };
  expect(names(problemsOf(access))).toEqual(["CHATKIT_MODEL_ACCESS"]);
  expect(names(problemsOf({ OPENAI_API_KEY: "k", CHATKIT_MODEL_ACCESS: "me" }))).toEqual([
    "CHATKIT_MODEL_ACCESS",
  ]);
});

test("a model server's address may have a query, and no fragment", () => {
  const query = { OPENAI_BASE_URL: "http://host/v1?api-version=2024-10-21", CHATKIT_MODEL: "m" };
  expect(readConfig(query).provider).toMatchObject({
    connections: [{ baseUrl: "http://host/v1?api-version=2024-10-21" }],
  });
  const problems = problemsOf({ ...query, OPENAI_BASE_URL: "http://host/v1#fragment" });
  expect(problems.join("\n")).toContain("has to be a URL without a fragment");
});

test("a context window is one number, numbers by model, or both", () => {
  const windowsOf = (text: string) => readConfig({ CHATKIT_CONTEXT_WINDOW: text }).contextWindows;
  expect(readConfig({}).contextWindows).toEqual({ ofAll: null, ofModels: new Map() });
  expect(windowsOf("8192")).toEqual({ ofAll: 8192, ofModels: new Map() });
  expect(windowsOf("hf.co/a/b:Q4_K_M=4096, 8192, x = 300")).toEqual({
    ofAll: 8192,
    ofModels: new Map([
      ["hf.co/a/b:Q4_K_M", 4096],
      ["x", 300],
    ]),
  });
  for (const bad of ["255", "8k", "x=", "x=8192,", "=8192", "-1", "1e9", "8192;x=1"])
    expect(() => windowsOf(bad)).toThrow("CHATKIT_CONTEXT_WINDOW: has to be a whole number");
});

test("the public address is an allowed origin", () => {
  const config = readConfig({
    PUBLIC_URL: "https://chat.example/",
    ALLOWED_ORIGINS: "http://a:1, http://b",
  });
  expect(config.publicOrigin).toBe("https://chat.example");
  expect(config.allowedOrigins).toEqual(["https://chat.example", "http://a:1", "http://b"]);
});

test("descriptions hold neither passwords nor keys", () => {
  const config = readConfig({
    DATABASE_URL: "postgres://me:hunter2@db.example:5433/chat?sslmode=require",
    OPENAI_BASE_URL: "https://me:hunter2@models.example/v1",
    OPENAI_API_KEY: "hunter2",
    CHATKIT_MODEL: "large",
  });
  expect(describeDatabase(config)).toBe("PostgreSQL at db.example:5433/chat");
  expect(describeModel(config)).toBe("large at models.example");
  expect(describeDatabase(readConfig({ DATA_DIR: "/d" }))).toBe("embedded PostgreSQL in /d");
  expect(describeModel(readConfig({}))).toContain("built-in offline model");
});

test("metrics have no port of their own, or another one than all the rest", () => {
  expect(readConfig({}).metricsPort).toBeNull();
  expect(readConfig({ METRICS_PORT: "9100" }).metricsPort).toBe(9100);
  expect(readConfig({ PORT: "0", METRICS_PORT: "0" }).metricsPort).toBe(0);
  for (const env of [{ METRICS_PORT: "8000" }, { PORT: "9100", METRICS_PORT: "9100" }])
    expect(names(problemsOf(env))).toEqual(["METRICS_PORT"]);
});

test("another server for workflows has an address, and a key if it asks for one", () => {
  expect(readConfig({}).upstream).toBeNull();
  for (const base of ["https://api.example", "https://api.example/", "https://api.example/v1/"])
    expect(readConfig({ CHATKIT_API_BASE: base }).upstream).toEqual({
      baseUrl: "https://api.example",
      apiKey: null,
    });
  const both = readConfig({ CHATKIT_API_BASE: "http://a:1/x", CHATKIT_API_KEY: " key " });
  expect(both.upstream).toEqual({ baseUrl: "http://a:1/x", apiKey: "key" });
  const wrong = problemsOf({ CHATKIT_API_KEY: "a b" });
  expect(names(wrong)).toEqual(["CHATKIT_API_KEY", "CHATKIT_API_KEY"]);
  expect(names(problemsOf({ CHATKIT_API_BASE: "ftp://x" }))).toEqual(["CHATKIT_API_BASE"]);
});

test("README has every setting that an operator can choose, and no other", async () => {
  const readme = await Bun.file(join(import.meta.dirname, "../../README.md")).text();
  const section = readme.slice(readme.indexOf("## Configuration"), readme.indexOf("## Run it\n"));
  const named = [...section.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([A-Z][A-Z\d_]+)`/g)].map(([, name]) => name),
  );
  // Set by the program's own commands.
  const own = new Set(["NODE_ENV", "CHATKIT_DEV_ASSETS"]);
  expect(new Set(named)).toEqual(new Set(settingNames.filter((name) => !own.has(name))));
});
