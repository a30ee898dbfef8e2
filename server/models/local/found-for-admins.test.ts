import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres from "postgres";
import { newAdmin } from "../../../testing/server/accounts.ts";
import {
  type LocalModelServer,
  ollamaAnswers,
  startLocalModelServer,
} from "../../../testing/server/local-model-server.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { readConfig } from "../../app/config.ts";

const resources = new AsyncDisposableStack();
let ollama: LocalModelServer;

beforeAll(() => {
  ollama = resources.use(startLocalModelServer({ answers: ollamaAnswers("llama3.2") }));
});
afterAll(() => resources.disposeAsync());

/** A server whose settings say where Ollama is, and an admin of it. */
async function openServer(nodeEnv: string) {
  const { localPorts } = readConfig({
    NODE_ENV: nodeEnv,
    OLLAMA_HOST: `localhost:${ollama.port}`,
  });
  const opening = new AsyncDisposableStack();
  const ollamaOnly = localPorts.filter(({ program }) => program === "ollama");
  const app = opening.use(await startTestApp({ config: { localPorts: ollamaOnly } }));
  const sql = postgres(app.databaseUrl, { max: 1 });
  opening.defer(() => sql.end());
  const { token } = await newAdmin({ origin: app.origin, sql });
  const { found } = apiAs(app.origin, token ?? "").admin.connections;
  return { app, found, localPorts, [Symbol.asyncDispose]: () => opening.disposeAsync() };
}

test("in development, admins are told of model servers on the machine", async () => {
  await using server = await openServer("development");
  const baseUrl = `http://localhost:${ollama.port}/v1`;
  expect(await server.found.query()).toEqual([
    { program: "ollama", baseUrl, models: ["llama3.2"] },
  ]);
  const visitor = await newVisitor(server.app.origin);
  const refused = await refusalOf(visitor.api.admin.connections.found.query());
  expect(refused.code).toBe("forbidden");
}, 30_000);

test("the production server does not look", async () => {
  const before = ollama.asked.length;
  await using server = await openServer("production");
  expect(server.localPorts).toEqual([]);
  expect(await server.found.query()).toEqual([]);
  expect(ollama.asked.length).toBe(before);
}, 30_000);
