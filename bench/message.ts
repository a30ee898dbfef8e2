import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres, { type Sql } from "postgres";
import { startEmbeddedPostgres } from "../server/platform/db/embedded-postgres.ts";
import { type Guest, openGuest, type Place } from "./message/guest.ts";
import { forgetStatements, readStatements, type Statement } from "./message/statements.ts";
import { cpuSeconds, postgresCpuSeconds, startChild } from "./processes.ts";
import { spreadOf, written } from "./report.ts";
import { startNode } from "./start-node.ts";

/**
 * `bun run bench:message`: what one message costs beside its tokens: sent, answered by one token,
 * ended, and titled where it is a chat's first. Guests say messages at a steady pace, far below
 * what the node takes, so that nothing waits and little is shared: processor time of the node and
 * of Postgres, statements, and records and bytes of the write-ahead log, for each message.
 *
 * `--rounds N` sets the number of rounds of each load, five by default; `--messages N` those of a
 * round; `--rate N` how many are said in a second; `--tokens N` the length of a reply.
 * `--statements` lists the statements of the last round; `--profile` writes a processor profile of
 * the node beside the results.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    messages: { type: "string", default: "400" },
    rate: { type: "string", default: "50" },
    tokens: { type: "string", default: "1" },
    statements: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
  },
});
const [rounds, messages, rate] = [values.rounds, values.messages, values.rate].map(Number);
if (!rounds || !messages || !rate) throw new Error("--rounds, --messages and --rate take numbers");

const folder = join(import.meta.dirname, "results");
const loads: readonly Place[] = ["new chat", "same chat"];

/** So many that each has read the last reply when it is their turn again. */
const guestCount = 20;

/** Messages of each load before it is measured: the program is compiled, and plans are made. */
const warmUp = 1_000;

/** By then the last chats have their titles, and the node is at rest. Milliseconds. */
const restMs = 1_500;

/** The processes under test. */
interface Bench {
  nodePid: number;
  postmaster: number;
  sql: Sql;
  guests: Guest[];
}

/** A round of one load. All figures but the statements are those of one message. */
interface Round {
  nodeMs: number;
  postgresMs: number;
  sent: number;
  walRecords: number;
  walBytes: number;
  statements: Statement[];
}

async function open(opening: AsyncDisposableStack): Promise<Bench> {
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const settings = {
    shared_preload_libraries: "pg_stat_statements",
    "pg_stat_statements.track_planning": "on",
  };
  const { url: databaseUrl } = opening.use(await startEmbeddedPostgres({ dataDir, settings }));
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  opening.defer(() => sql.end());
  await sql`create extension pg_stat_statements`;
  const provider = opening.use(
    await startChild({ script: "testing/mock-provider/main.ts", ready: /(http:\S+)/ }),
  );
  const node = opening.use(
    await startNode({
      dataDir,
      providerUrl: provider.answer,
      databaseUrl,
      profileTo: values.profile ? folder : null,
    }),
  );
  const pidFile = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8");
  const guests: Guest[] = [];
  for (let i = 0; i < guestCount; i++) guests.push(opening.use(await openGuest(node.answer)));
  return { nodePid: node.pid, postmaster: Number(pidFile.split("\n")[0]), sql, guests };
}

async function sayAll({ guests }: Bench, where: Place, count: number): Promise<void> {
  const text = `[[paced tokens=${values.tokens} rate=50 delay=20]]`;
  const startedAt = performance.now();
  const said: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    await Bun.sleep(Math.max(0, startedAt + (i * 1_000) / Number(rate) - performance.now()));
    const guest = guests[i % guests.length];
    if (guest) said.push(guest.say(text, where));
  }
  await Promise.all(said);
  await Bun.sleep(restMs);
}

async function measureRound(bench: Bench, where: Place): Promise<Round> {
  const { sql, nodePid, postmaster } = bench;
  const use = async () =>
    [await cpuSeconds(nodePid), await postgresCpuSeconds(postmaster)] as const;
  await forgetStatements(sql);
  const [nodeBefore, postgresBefore] = await use();
  await sayAll(bench, where, Number(messages));
  const [nodeAfter, postgresAfter] = await use();
  const statements = await readStatements(sql);
  const each = (sum: number) => sum / Number(messages);
  const total = (of: (statement: Statement) => number) =>
    each(statements.reduce((sum, statement) => sum + of(statement), 0));
  return {
    nodeMs: each(1_000 * (nodeAfter - nodeBefore)),
    postgresMs: each(1_000 * (postgresAfter - postgresBefore)),
    sent: total(({ calls }) => calls),
    walRecords: total(({ walRecords }) => walRecords),
    walBytes: total(({ walBytes }) => walBytes),
    statements,
  };
}

function tell(name: string, measured: readonly Round[]): void {
  const figure = (of: (round: Round) => number, digits: number) =>
    written(spreadOf(measured.map(of)), digits);
  const cells = [
    name,
    figure(({ nodeMs }) => nodeMs, 2),
    figure(({ postgresMs }) => postgresMs, 2),
    figure(({ sent }) => sent, 1),
    figure(({ walRecords }) => walRecords, 1),
    figure(({ walBytes }) => walBytes / 1_024, 1),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

function list(statements: readonly Statement[]): void {
  for (const { text, calls, ms, walRecords } of statements.slice(0, 45)) {
    const [times, cost, records] = [calls, ms, walRecords].map((sum) => sum / Number(messages));
    console.log(`${times?.toFixed(2)} × ${cost?.toFixed(3)} ms, ${records?.toFixed(1)} records: ${text.slice(0, 130)}`); // prettier-ignore
  }
}

await using opening = new AsyncDisposableStack();
const bench = await open(opening);
for (const load of loads) await sayAll(bench, load, warmUp);
const results = new Map<string, Round[]>(loads.map((load) => [load, []]));
for (let i = 0; i < rounds; i++)
  for (const load of loads) results.get(load)?.push(await measureRound(bench, load));
console.log(
  `\n${messages} messages a round, ${rate} a second, replies of ${values.tokens} tokens\n`,
);
console.log("| message | node ms | Postgres ms | statements | WAL records | WAL kB |");
console.log("| --- | --- | --- | --- | --- | --- |");
for (const [load, measured] of results) tell(`in a ${load}`, measured);
if (values.statements)
  for (const [load, measured] of results) {
    console.log(`\n${load}`);
    list(measured.at(-1)?.statements ?? []);
  }
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "message.json"), `${JSON.stringify([...results], null, 2)}\n`);
