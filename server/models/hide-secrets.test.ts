import { expect, test } from "bun:test";
import postgres from "postgres";
import { type ConnectionInput, connectionKinds } from "../../shared/connections.ts";
import { startModelApi } from "../../testing/model-apis/model-api.ts";
import { newAdmin } from "../../testing/server/accounts.ts";
import { openChatSocket } from "../../testing/server/chat-socket.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { apiAs, newSend, newVisitor } from "../../testing/server/visitor.ts";
import { until } from "../../testing/until.ts";
import { createLog } from "../platform/log.ts";

const key = "sk-0123456789abcdef";
const team = "team.of.the.gateway";

test("a server that quotes key and headers in its errors: they reach neither log nor people", async () => {
  await using resources = new AsyncDisposableStack();
  const api = resources.use(startModelApi());
  api.answers.push({
    status: 401,
    json: { error: { type: `bad_${key}`, code: key, param: team, message: `${key} ${team}` } },
  });
  const lines: string[] = [];
  const log = createLog("debug", { write: (line) => void lines.push(line) });
  const app = resources.use(await startTestApp({ log }));
  const sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
  const { token } = await newAdmin({ origin: app.origin, sql });
  const admin = apiAs(app.origin, token ?? "").admin.connections;
  const shown: unknown[] = [];
  for (const kind of connectionKinds) {
    const access = { apiKey: key, headers: { "x-team": team }, models: ["m"] };
    const connection: ConnectionInput = { id: kind, kind, baseUrl: `${api.url}/v1`, ...access };
    await admin.save.mutate({ revision: null, connection });
    const tested = await admin.test.mutate({ isStored: false, connection, model: "m" });
    expect(tested).toMatchObject({ ok: false, reason: expect.stringContaining("***") });
    await sql`update workflows set model = ${`${kind}/m`}`;
    const visitor = await newVisitor(app.origin);
    await until(`a reply that ${kind} refuses`, async () => {
      const { reply } = await visitor.api.messages.send.mutate(newSend());
      using socket = openChatSocket(app.origin, visitor.token);
      const { final } = await socket.watch(reply.generation?.id ?? "");
      shown.push(tested, final);
      return final?.error?.code === "provider_auth" || undefined;
    });
  }
  await until(
    "the failures in the log",
    async () => lines.some((line) => line.includes("***")) || undefined,
  );
  const everything = JSON.stringify(shown) + lines.join("");
  expect(everything).not.toContain(key);
  expect(everything).not.toContain(team);
}, 30_000);
