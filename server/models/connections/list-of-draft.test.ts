import { afterAll, beforeAll, expect, test } from "bun:test";
import type { ConnectionInput } from "../../../shared/connections.ts";
import { providerTo } from "../../../testing/server/connection-to.ts";
import {
  type ConnectionsStage,
  openConnectionsStage,
} from "../../../testing/server/connections-stage.ts";

// What an admin learns of a server that gives no list of models.

const resources = new AsyncDisposableStack();
let stage: ConnectionsStage;
let url: string;
let answer: () => Response;
beforeAll(async () => {
  const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => answer() });
  resources.defer(() => server.stop(true));
  url = `http://127.0.0.1:${server.port}/v1`;
  stage = resources.use(await openConnectionsStage((own) => providerTo([own], 1_500)));
}, 30_000);
afterAll(() => resources.disposeAsync());

function list(kind: ConnectionInput["kind"], baseUrl = url) {
  const connection = { id: "draft", kind, baseUrl, apiKey: "sk-wrong", models: null };
  return stage.admin.connections.models.mutate({ isStored: false, connection });
}

const refusals = [
  ["openai-chat", 401, "provider_auth"],
  ["openai-responses", 401, "provider_auth"],
  ["anthropic", 403, "provider_auth"],
  ["google", 400, "provider_auth"],
  ["openai-chat", 429, "provider_rate_limited"],
  ["google", 503, "provider_unavailable"],
] as const;

for (const [kind, status, code] of refusals)
  test(`${kind} that answers ${status} is ${code}`, async () => {
    answer = () => Response.json({ error: { message: "no, sk-wrong" } }, { status });
    expect(await list(kind)).toEqual({
      models: [],
      failure: { code, reason: `HTTP ${status}` },
    });
  });

test("a server that nothing answers for cannot be reached", async () => {
  const { failure } = await list("openai-chat", "http://127.0.0.1:1/v1");
  expect(failure?.code).toBe("provider_unreachable");
  expect(failure?.reason).not.toBe("");
});

test("a server without a list has not failed", async () => {
  for (const status of [404, 405, 200]) {
    answer = () => new Response("no list", { status });
    expect(await list("openai-chat")).toEqual({ models: [], failure: null });
  }
  answer = () => Response.json({ data: [{ id: "one" }] });
  expect(await list("openai-chat")).toEqual({ models: ["one"], failure: null });
});
