import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerProcess, spawnServer } from "../scripts/process/server-process.ts";
import { startMockProvider } from "../testing/mock-provider/mock-provider.ts";
import { type LogLines, readLogLines } from "../testing/server/log-lines.ts";
import { isRunning, nodePids } from "../testing/server/node-processes.ts";
import { openRawSocket } from "../testing/server/raw-socket.ts";
import { createStartedDatabase, type TestDatabase } from "../testing/server/test-database.ts";
import { untilIdle } from "../testing/server/until-idle.ts";
import { newSend, newVisitor } from "../testing/server/visitor.ts";
import { untilTrue } from "../testing/until.ts";
import { freePort } from "./platform/free-port.ts";

// Several processes on one port need Linux.
const describeOnLinux = describe.skipIf(process.platform !== "linux");

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-processes-"));
  database = await createStartedDatabase();
});

afterAll(async () => {
  await database?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  server: ServerProcess;
  log: LogLines;
}

/** Starts two processes of `server/main.ts` on the test's database. */
function start(settings: Record<string, string> = {}): Started {
  const { PATH = "", HOME = "" } = process.env;
  const log = readLogLines();
  const server = spawnServer({
    env: {
      PATH,
      HOME,
      HOST: "127.0.0.1",
      PORT: "0",
      DATABASE_URL: database.url,
      DATA_DIR: join(folder, "data"),
      CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
      CHATKIT_PROCESSES: "2",
      RATE_LIMITS: "off",
      ...settings,
    },
    print: (text) => log.take(text),
  });
  return { server, log };
}

/** A sample of `/metrics`, over a connection of its own, which leads to any process. */
async function sampleOf(origin: string, sample: string): Promise<number> {
  const response = await fetch(`${origin}/metrics`, { headers: { connection: "close" } });
  const line = (await response.text()).split("\n").find((each) => each.startsWith(`${sample} `));
  return Number(line?.split(" ").at(-1));
}

describeOnLinux("two processes on one port", () => {
  const resources = new AsyncDisposableStack();
  let started: Started;
  let origin: string;
  let pids: number[];

  beforeAll(async () => {
    const provider = resources.use(await startMockProvider());
    started = start({ OPENAI_BASE_URL: provider.url, CHATKIT_MODEL: "mock" });
    resources.use(started.server);
    origin = await started.server.origin();
    pids = await nodePids(started.log, 2);
  });
  afterAll(() => resources.disposeAsync());

  test("both take connections", async () => {
    const openFiles = async (place: number) =>
      sampleOf(origin, `process_open_fds{process="${place}"}`);
    const before = [await openFiles(1), await openFiles(2)];
    const { hostname, port } = new URL(origin);
    const opening = Array.from({ length: 48 }, () =>
      Bun.connect({ hostname, port: Number(port), socket: { data() {} } }),
    );
    const open = await Promise.all(opening);
    await untilTrue("connections at both", async () => {
      const after = [await openFiles(1), await openFiles(2)];
      return after.every((count, i) => count > (before[i] ?? Infinity) + 5);
    });
    for (const socket of open) socket.end();
  });

  test("replies are written, and any process shows the metrics of all", async () => {
    const visitors = await Promise.all(Array.from({ length: 8 }, () => newVisitor(origin)));
    const replies = visitors.map(async ({ api }) => {
      const { thread } = await api.messages.send.mutate(newSend());
      await untilIdle(api, thread.id);
    });
    await Promise.all(replies);
    const ended = 'chatkit_generations_ended_total{status="completed"}';
    for (let i = 0; i < 8; i++) expect(await sampleOf(origin, ended)).toBe(visitors.length);
    expect(await sampleOf(origin, "chatkit_processes")).toBe(2);
    expect(await sampleOf(origin, "chatkit_generations_limit")).toBe(512);
  });

  test("another start on the port is refused before it starts anything", async () => {
    const { port } = new URL(origin);
    for (const CHATKIT_PROCESSES of ["2", "1"]) {
      await using other = start({ PORT: port, CHATKIT_PROCESSES }).server;
      const { status, out, err } = await other.ended;
      expect([status, out]).toEqual([1, ""]);
      expect(err).toBe(
        `ChatKit cannot start: port ${port} of 127.0.0.1 is in use; stop what runs there, or set PORT to another\n`,
      );
    }
  });

  test("SIGTERM lets all of them hand over and end", async () => {
    const visitor = await newVisitor(origin);
    const sockets = await Promise.all(
      Array.from({ length: 8 }, () => openRawSocket(origin, { token: visitor.token })),
    );
    await using closing = new AsyncDisposableStack();
    for (const socket of sockets) {
      closing.use(socket);
      socket.send({ id: 1, method: "query", params: { path: "auth.me" } });
      await socket.next();
    }
    started.server.signal("SIGTERM");
    for (const socket of sockets) {
      await socket.next(({ method }) => method === "reconnect");
      expect((await socket.closed).code).toBe(1012);
    }
    const { status, out, err } = await started.server.ended;
    expect(status).toBe(0);
    expect(pids.filter(isRunning)).toEqual([]);
    expect(out.match(/^ChatKit is ready/gm)).toHaveLength(1);
    expect(out.match(/^Stopping/gm)).toHaveLength(1);
    expect(err.split("\n").filter((line) => line !== "" && !line.startsWith("{"))).toEqual([]);
  });
});

describeOnLinux("a start of several processes that cannot succeed ends with one sentence", () => {
  const complaintOf = async (settings: Record<string, string>) => {
    await using server = start({ LOG_LEVEL: "silent", ...settings }).server;
    const { status, out, err } = await server.ended;
    expect(status).toBe(1);
    expect(out).not.toContain("ready");
    expect(err).toStartWith("ChatKit cannot start: ");
    return err.slice("ChatKit cannot start: ".length).trim();
  };

  test("on a port that a program of the same user would share", async () => {
    using other = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      reusePort: true,
      fetch: () => new Response(),
    });
    expect(await complaintOf({ PORT: String(other.port) })).toStartWith(
      `port ${other.port} of 127.0.0.1 is in use`,
    );
  });

  test("when each of them says the same", async () => {
    await Bun.write(join(folder, "a-file"), "");
    const complaint = await complaintOf({ DATA_DIR: join(folder, "a-file", "data") });
    expect(complaint).toContain("set JWT_SECRET_KEY or DATA_DIR");
    expect(complaint).not.toContain("\n");
  });

  test("on settings that are none", async () => {
    expect(await complaintOf({ CHATKIT_PROCESSES: "many" })).toBe(
      "bad settings:\n  CHATKIT_PROCESSES: has to be auto or a whole number from 1 to 64",
    );
  });
});

describeOnLinux("a port for metrics", () => {
  test("has those of all processes, and the main port has none", async () => {
    const METRICS_PORT = String(freePort());
    const started = start({ METRICS_PORT, CHATKIT_ROLE: "worker" });
    await using server = started.server;
    const origin = await server.origin();
    expect(await sampleOf(`http://127.0.0.1:${METRICS_PORT}`, "chatkit_processes")).toBe(2);
    expect((await fetch(`${origin}/metrics`)).status).toBe(404);
    const pids = await nodePids(started.log, 2);
    server.signal("SIGTERM");
    await server.line(/^Stopping/);
    server.signal("SIGINT");
    expect((await server.ended).status).toBe(1);
    await untilTrue("an end of all", async () => !pids.some(isRunning));
  });
});
