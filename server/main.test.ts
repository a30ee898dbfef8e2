import { cp, exists, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { freePort } from "./platform/free-port.ts";
import { startFakePostgres } from "../testing/server/fake-postgres.ts";
import { openRawSocket } from "../testing/server/raw-socket.ts";
import { startServerProcess } from "../testing/server/server-process.ts";
import { createStartedDatabase, type TestDatabase } from "../testing/server/test-database.ts";
import { newSend, newVisitor } from "../testing/server/visitor.ts";
import { untilIdle } from "../testing/server/until-idle.ts";

let folder: string;
let database: TestDatabase;

/** Settings with which it starts; these tests need no app files. */
let good: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-main-"));
  database = await createStartedDatabase();
  good = {
    DATABASE_URL: database.url,
    DATA_DIR: join(folder, "data"),
    CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
  };
});

afterAll(async () => {
  await database?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Starts what cannot start, and gives the one message it ends with and what it printed before. */
async function failedStart(
  settings: Record<string, string>,
  options: { args?: string[]; root?: string } = {},
): Promise<{ complaint: string; steps: string }> {
  await using server = startServerProcess(settings, options);
  const { status, out, err } = await server.ended;
  expect(status).toBe(1);
  expect(out).not.toContain("ready");
  expect(err).toStartWith("ChatKit cannot start: ");
  expect(err).not.toMatch(/\n\s+at |node_modules|secret-password/);
  return { complaint: err.slice("ChatKit cannot start: ".length).trim(), steps: out };
}

const complaintOf = async (...start: Parameters<typeof failedStart>) =>
  (await failedStart(...start)).complaint;

describe("a start that cannot succeed ends with one sentence", () => {
  test("on a port that is in use, before anything else is started", async () => {
    const taken = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() });
    const dataDir = join(folder, "never-made");
    const complaint = await complaintOf({
      PORT: String(taken.port),
      DATA_DIR: dataDir,
      CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
    });
    expect(complaint).toContain(`port ${taken.port} of 127.0.0.1 is in use`);
    expect(complaint).not.toContain("\n");
    expect(await exists(dataDir)).toBe(false);
    await taken.stop(true);
  });

  test("on a database that does not run, or is too old", async () => {
    const port = freePort();
    const away = { ...good, DATABASE_URL: `postgres://x:secret-password@127.0.0.1:${port}/chat` };
    const { complaint, steps } = await failedStart(away);
    expect(complaint).toContain(`127.0.0.1:${port}/chat cannot be used: `);
    expect(steps).toBe("");
    using old = startFakePostgres("13.16");
    expect(await complaintOf({ ...good, DATABASE_URL: old.url })).toContain(
      "is PostgreSQL 13.16; ChatKit needs 15 or newer.",
    );
  });

  test("on a data folder that cannot be written", async () => {
    await Bun.write(join(folder, "a-file"), "");
    const DATA_DIR = join(folder, "a-file", "data");
    const { DATABASE_URL: _, ...embedded } = good;
    expect(await complaintOf({ ...embedded, DATA_DIR })).toMatch(
      /^the data folder .+ cannot be written/,
    );
    expect(await complaintOf({ ...good, DATA_DIR })).toContain("set JWT_SECRET_KEY or DATA_DIR");
  });

  test("on settings that are none, all of them at once", async () => {
    const complaint = await complaintOf(
      { ...good, PORT: "many", LOG_LEVEL: "loud" },
      { args: ["--fast"] },
    );
    for (const name of ["PORT", "LOG_LEVEL", "command line"]) expect(complaint).toContain(name);
  });

  test("without a build of the app, before anything else is started", async () => {
    const root = join(folder, "copy");
    for (const part of ["server", "shared", "client", "web", "drizzle", "package.json"])
      await cp(join(import.meta.dirname, "..", part), join(root, part), { recursive: true });
    await symlink(join(import.meta.dirname, "../node_modules"), join(root, "node_modules"));
    const dataDir = join(folder, "never-made");
    const complaint = await complaintOf({ DATA_DIR: dataDir }, { root });
    expect(complaint).toContain("is not built");
    expect(complaint).toContain("`bun run build`");
    expect(await exists(dataDir)).toBe(false);
  });
});

describe("a signal", () => {
  test("ends a server with a streaming socket in order and soon", async () => {
    await using server = startServerProcess(good);
    const origin = await server.origin();
    const visitor = await newVisitor(origin);
    using socket = await openRawSocket(origin, { token: visitor.token });
    const { reply } = await visitor.api.messages.send.mutate(newSend());
    const input = { generationId: reply.generation?.id };
    socket.send({ id: 1, method: "subscription", params: { path: "generations.watch", input } });
    await socket.next(({ result }) => result?.type === "data");
    const signalledAt = performance.now();
    server.signal("SIGTERM");
    await socket.next(({ method }) => method === "reconnect");
    expect((await socket.closed).code).toBe(1012);
    expect(await server.ended).toMatchObject({ status: 0, err: "" });
    expect(performance.now() - signalledAt).toBeLessThan(8_000);
  });

  test("that comes twice ends it at once", async () => {
    await using server = startServerProcess(good);
    const origin = await server.origin();
    using socket = await openRawSocket(origin, { token: (await newVisitor(origin)).token });
    const me = { id: 1, method: "query", params: { path: "auth.me" } };
    socket.send(me);
    await socket.next();
    server.signal("SIGTERM");
    await server.line(/^Stopping/);
    server.signal("SIGINT");
    // An end in order has status 0.
    expect((await server.ended).status).toBe(1);
  });

  test("that reaches it twice by one Ctrl-C ends it in order", async () => {
    await using server = startServerProcess(good);
    await server.origin();
    server.signal("SIGINT");
    server.signal("SIGINT");
    expect((await server.ended).status).toBe(0);
  });

  test("in the middle of the start leaves nothing running", async () => {
    const dataDir = join(folder, "embedded");
    const { DATABASE_URL: _, ...embedded } = good;
    await using server = startServerProcess({ ...embedded, DATA_DIR: dataDir });
    await server.line(/starting PostgreSQL/);
    server.signal("SIGINT");
    expect((await server.ended).status).toBe(0);
    expect(await exists(join(dataDir, "postgres/PG_VERSION"))).toBe(true);
    expect(await exists(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
  });
});

describe("a role", () => {
  test("worker answers about its health alone and writes the replies that web nodes take in", async () => {
    await using web = startServerProcess(good, { args: ["--role", "web"] });
    const visitor = await newVisitor(await web.origin());
    const { reply, thread } = await visitor.api.messages.send.mutate(newSend());
    expect(reply.generation?.status).toBe("queued");
    await using worker = startServerProcess(good, { args: ["--role=worker"] });
    expect(await worker.line(/^ChatKit/)).toMatch(
      /^ChatKit worker \(health at http:\/\/127\.0\.0\.1:\d+\/readyz\)$/,
    );
    const workerOrigin = await worker.origin();
    expect((await fetch(`${workerOrigin}/readyz`)).status).toBe(200);
    expect((await fetch(`${workerOrigin}/trpc/auth.me`)).status).toBe(404);
    await untilIdle(visitor.api, thread.id);
    const { messages } = await visitor.api.messages.list.query({ threadId: thread.id });
    expect(messages[1]?.generation?.status).toBe("completed");
  });
});
