import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app/app.ts";
import { createSession } from "../../assistants/sessions/create-session.ts";
import { createStage } from "../../../testing/server/stage.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";
import { createMetrics } from "./create-metrics.ts";
import { observeShared } from "./shared-metrics.ts";
import { untilTrue } from "../../../testing/until.ts";

const resources = new AsyncDisposableStack();
let app: App;
let sql: Sql;

beforeAll(async () => {
  app = resources.use(await startTestApp({ config: { role: "web" } }));
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync());

async function readSample(origin: string, name: string): Promise<number | null> {
  const lines = (await (await fetch(`${origin}/metrics`)).text()).split("\n");
  const line = lines.find((each) => each.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
}

describe("what all nodes have in common", () => {
  test("is the same on each of them: sessions that are open, replies and jobs that wait", async () => {
    const visitor = await newVisitor(app.origin);
    const open = await visitor.api.sessions.create.mutate({});
    const cancelled = await visitor.api.sessions.create.mutate({});
    await visitor.api.sessions.cancel.mutate({ id: cancelled.id });
    const over = await visitor.api.sessions.create.mutate({});
    await sql`update chat_sessions set expires_at = now() where id = ${over.id}`;
    // No worker is there to take it.
    await visitor.api.messages.send.mutate(newSend());
    await using another = await startTestApp({
      databaseUrl: app.databaseUrl,
      config: { role: "web" },
    });
    expect(open.id).toStartWith("cksess_");
    for (const { origin } of [app, another]) {
      expect(await readSample(origin, "chatkit_active_sessions")).toBe(1);
      expect(await readSample(origin, "chatkit_generations_queued")).toBe(1);
      const age = await readSample(origin, "chatkit_generations_queued_oldest_seconds");
      expect(age).toBeGreaterThan(0);
      expect(await readSample(origin, 'chatkit_jobs{queue="generation",state="waiting"}')).toBe(1);
      expect(await readSample(origin, 'chatkit_jobs{queue="mail",state="dead"}')).toBe(0);
      const oldest = 'chatkit_jobs_oldest_seconds{queue="generation"}';
      expect(await readSample(origin, oldest)).toBeGreaterThan(0);
    }
    const created = 'chatkit_sessions_created_total{workflow_id="wf_default"}';
    expect(await readSample(app.origin, created)).toBe(3);
    expect(await readSample(another.origin, created)).toBeNull();
    expect(await readSample(app.origin, "chatkit_session_duration_seconds_count")).toBe(3);
  });

  test("is left out while the database does not answer, and the rest is told", async () => {
    const { registry } = createMetrics();
    observeShared(
      registry,
      () => Promise.reject(new Error("gone")),
      () => {},
    );
    const text = await registry.metrics();
    expect(text).toContain("# HELP chatkit_active_sessions ");
    expect(text).not.toMatch(/^chatkit_active_sessions /m);
    expect(text).toContain("process_start_time_seconds ");
  });
});

describe("what a node says of itself", () => {
  test("its version, its pool, and that it writes no replies", async () => {
    const text = await (await fetch(`${app.origin}/metrics`)).text();
    expect(text).toMatch(/^chatkit_build_info\{version="\d+\.\d+\.\d+",bun="[\d.]+"\} 1$/m);
    expect(await readSample(app.origin, "chatkit_database_connections_limit")).toBe(10);
    expect(await readSample(app.origin, "chatkit_database_waiting_statements")).toBe(0);
    expect(text).toMatch(/^chatkit_database_connections\{state="idle"\} [1-9]/m);
    expect(
      await readSample(app.origin, "chatkit_database_statement_seconds_count"),
    ).toBeGreaterThan(0);
    expect(await readSample(app.origin, "chatkit_generations_limit")).toBe(0);
  });

  test("a transaction holds a connection, and what waits for one is counted", async () => {
    await using stage = await createStage();
    const release = Promise.withResolvers<void>();
    const size = stage.sql.options.max;
    const entered = Array.from({ length: size }, () => Promise.withResolvers<void>());
    const held = entered.map((one) =>
      stage.sql.begin(async (tx) => {
        await tx`select 1`;
        one.resolve();
        await release.promise;
      }),
    );
    await Promise.all(entered.map(({ promise }) => promise));
    const late = stage.sql`select 2`.execute();
    await Promise.resolve();
    expect(stage.sql.pool()).toMatchObject({ idle: 0, inUse: size, waiting: 1 });
    release.resolve();
    await Promise.all([...held, late]);
    expect(stage.sql.pool()).toMatchObject({ inUse: 0, waiting: 0 });
  });

  test("its sockets: who follows what, what goes over them, and whom it refuses", async () => {
    const visitor = await newVisitor(app.origin);
    const socket = await openRawSocket(app.origin, { token: visitor.token });
    socket.send({ id: 1, method: "subscription", params: { path: "feed.watch", input: {} } });
    await socket.next(({ result }) => result?.type === "started");
    // It follows once what it starts from has been read.
    const followers = () => readSample(app.origin, 'chatkit_stream_followers{log="feed"}');
    await untilTrue("a follower", async () => (await followers()) === 1);
    const frames = 'chatkit_socket_frames_total{direction="in"}';
    const during = (await readSample(app.origin, frames)) ?? 0;
    expect(during).toBeGreaterThanOrEqual(2);
    socket[Symbol.dispose]();
    await fetch(`${app.origin}/trpc`);
    await fetch(`${app.origin}/trpc`, { headers: { origin: "https://elsewhere.example" } });
    const refused = (reason: string) =>
      readSample(app.origin, `chatkit_socket_refusals_total{reason="${reason}"}`);
    expect([await refused("no_upgrade"), await refused("origin")]).toEqual([1, 1]);
    // What has been counted stays so when the socket is gone.
    expect(await readSample(app.origin, frames)).toBeGreaterThanOrEqual(during);
  });

  test("no more workflows than a hundred by name", async () => {
    await using stage = await createStage();
    const metrics = createMetrics();
    for (let i = 0; i < 101; i++) metrics.workflowLabel(`wf_${i}`);
    const { userId } = stage;
    const request = { userId, workflowId: "wf_default", ownerId: null };
    await createSession({ ...stage, metrics }, request);
    expect((await metrics.sessionsCreated.get()).values).toEqual([
      { labels: { workflow_id: "other" }, value: 1 },
    ]);
  });
});
