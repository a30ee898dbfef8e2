import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "../server/platform/db/embedded-postgres.ts";
import { IdleClient } from "./sockets/idle-client.ts";
import { startNode } from "./start-node.ts";

/**
 * `bun run bench:sockets`: the cost of idle users. Many guests, each with an authenticated socket
 * that follows the feed: the node's memory for each, and how long it takes until all have resumed
 * on another node after theirs was killed. `--count N` sets their number, 5,000 by default.
 */
const { values } = parseArgs({ options: { count: { type: "string", default: "5000" } } });
const count = Number(values.count);
const folder = join(import.meta.dirname, "results");

/** Number of concurrent connects: more only queue up in the kernel. */
const atOnce = 100;

async function run() {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { url } = opening.use(await startEmbeddedPostgres({ dataDir }));
  const first = await startNode({ dataDir, providerUrl: null, databaseUrl: url });
  const second = opening.use(await startNode({ dataDir, providerUrl: null, databaseUrl: url }));
  // Compile code paths and fill pools before measuring.
  const warmUp = await openAll(first.answer, 300);
  for (const client of warmUp) client.close();
  await Bun.sleep(2_000);
  Bun.gc(true);
  const before = await residentBytes(first.pid);
  console.error(`· ${count} sockets`);
  const startedAt = performance.now();
  const clients = await openAll(first.answer, count);
  const openedSeconds = (performance.now() - startedAt) / 1_000;
  // The collector takes some fifteen seconds of quiet to return the memory used for opening them.
  await Bun.sleep(20_000);
  const after = await residentBytes(first.pid);
  console.error("· killing their node");
  process.kill(first.pid, "SIGKILL");
  const resumedSeconds = await resumeAll(clients, second.answer);
  for (const client of clients) client.close();
  return { count, openedSeconds, kilobytesEach: (after - before) / count / 1024, resumedSeconds };
}

async function openAll(origin: string, total: number): Promise<IdleClient[]> {
  const clients = Array.from({ length: total }, () => new IdleClient());
  await inTurns(clients, (client) => client.open(origin));
  return clients;
}

/** Every client notices by itself, waits up to a second like the app, and resumes its feed. */
async function resumeAll(clients: IdleClient[], origin: string): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      await client.lost;
      await Bun.sleep(Math.random() * 1_000);
      await client.resume(origin);
    }),
  );
  return (performance.now() - startedAt) / 1_000;
}

async function inTurns<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await run(item);
    }),
  );
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}

const result = await run();
console.log(
  `\n${result.count} sockets: opened in ${result.openedSeconds.toFixed(1)} s, ` +
    `${result.kilobytesEach.toFixed(1)} KB each, all resumed on another node after ${result.resumedSeconds.toFixed(1)} s`,
);
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "sockets.json"), `${JSON.stringify(result, null, 2)}\n`);
process.exit(0);
