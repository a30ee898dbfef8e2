import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openGuestSession } from "../server/people/auth/auth-session.ts";
import { SessionSecrets } from "../server/people/auth/session-secrets.ts";
import { openDatabase } from "../server/platform/db/client.ts";
import { startEmbeddedPostgres } from "../server/platform/db/embedded-postgres.ts";
import { migrateDatabase } from "../server/platform/db/migrate.ts";
import { ensureDefaultWorkflow } from "../server/assistants/workflows/ensure-default-workflow.ts";
import { createLog } from "../server/platform/log.ts";
import { createMetrics } from "../server/platform/metrics/create-metrics.ts";
import { fill } from "./storage/fill.ts";
import { runOperations } from "./storage/operations.ts";
import { fillSessions, runSessionOperations } from "./storage/sessions.ts";

/**
 * `bun run bench:storage`: the cost of each step of a reply on an empty database, and on one with a
 * million finished messages and a million auth sessions. Prints a table of medians and writes it to
 * `bench/results/storage.json`.
 */
const rounds = 300;
const authSessions = 1_000_000;
const filling = { users: 1_000, threadsPerUser: 50, turnsPerThread: 10 };

async function run() {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { url } = opening.use(await startEmbeddedPostgres({ dataDir }));
  await migrateDatabase(url);
  const client = opening.use(openDatabase(url, 4));
  await ensureDefaultWorkflow(client.db, { id: "wf_default" });
  const sessionSecrets = new SessionSecrets(["a bench has nothing to hide"], false);
  const entry = { signUp: null, guests: null };
  const session = await openGuestSession(
    { db: client.db, sessionSecrets, entry },
    { userAgent: null, address: "127.0.0.1", preferences: {} },
  );
  const measured = { userId: session.user.id, rounds };
  const sessionDeps = {
    db: client.db,
    sql: client.sql,
    sessionSecrets,
    entry,
    log: createLog("silent"),
    metrics: createMetrics(),
  };
  const runAll = async () =>
    new Map([
      ...(await runOperations(client, measured)),
      ...(await runSessionOperations(sessionDeps, { session, rounds })),
    ]);
  console.error("· warm-up");
  await runAll();
  // Autovacuum would do this a minute later: without statistics the first plans are poor.
  await client.sql`vacuum analyze`;
  console.error("· empty database");
  const empty = await runAll();
  console.error("· filling");
  const filler = openDatabase(`${url}?statement_timeout=0`, 1);
  const stored = await fill(filler.sql, filling);
  await fillSessions(filler.sql, authSessions);
  await filler[Symbol.asyncDispose]();
  console.error(`· ${stored} messages`);
  const full = await runAll();
  return [...empty].map(([step, times]) => {
    const [before, after] = [median(times), median(full.get(step) ?? [])];
    return { step, emptyMs: before, fullMs: after, ratio: after / before };
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const rows = await run();
console.log("\n| step | empty, ms | a million messages, ms | ratio |\n| --- | --- | --- | --- |");
for (const { step, emptyMs, fullMs, ratio } of rows)
  console.log(`| ${step} | ${emptyMs.toFixed(2)} | ${fullMs.toFixed(2)} | ${ratio.toFixed(2)} × |`);
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "storage.json"), `${JSON.stringify(rows, null, 2)}\n`);
