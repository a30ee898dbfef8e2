import { expect, test } from "bun:test";
import postgres from "postgres";
import { readConfig } from "../../server/app/config.ts";
import {
  listOf,
  ollamaAnswers,
  startLocalModelServer,
} from "../../testing/server/local-model-server.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { describeFound } from "./found-models.ts";

test("the model servers on the machine are named until a model is connected", async () => {
  await using ollama = startLocalModelServer({ answers: ollamaAnswers("llama3.2", "qwen3:8b") });
  await using vllm = startLocalModelServer({ answers: { "/v1/models": listOf("vllm", "m") } });
  await using app = await startTestApp();
  const at = { databaseUrl: app.databaseUrl, origin: "http://localhost:8000" };
  const found = [
    { port: ollama.port, program: "ollama" as const },
    { port: vllm.port, program: null },
  ];
  const { provider } = readConfig({});
  expect(await describeFound({ provider, localPorts: found }, at)).toBe(
    `Ollama at localhost:${ollama.port} with 2 models, vLLM at localhost:${vllm.port} with 1 model; ` +
      "connect at http://localhost:8000/admin/connections",
  );
  expect(await describeFound({ provider, localPorts: [] }, at)).toBeNull();
  const { provider: connected } = readConfig({ OPENAI_API_KEY: "sk-1" });
  expect(await describeFound({ provider: connected, localPorts: found }, at)).toBeNull();
  const sql = postgres(app.databaseUrl, { max: 1 });
  await sql`
    insert into connections (id, kind, base_url, sealed)
    values ('mine', 'openai-chat', 'http://localhost:9/v1', '')`;
  await sql.end();
  expect(await describeFound({ provider, localPorts: found }, at)).toBeNull();
}, 30_000);
