import { rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { z } from "zod";
import { startEmbeddedPostgres } from "../../server/platform/db/embedded-postgres.ts";
import { migrateDatabase } from "../../server/platform/db/migrate.ts";
import { makeDatabaseFolder } from "./database-folder.ts";
import { testServerSettings } from "./test-database.ts";

/** One step of a plan, in the format of `auto_explain`. */
export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string | undefined;
  "Index Cond"?: string | undefined;
  "Recheck Cond"?: string | undefined;
  "Actual Rows"?: number | undefined;
  "Shared Hit Blocks"?: number | undefined;
  "Shared Read Blocks"?: number | undefined;
  Plans?: PlanNode[] | undefined;
}

/** A statement that was run, with its plan. */
export interface ExplainedStatement {
  text: string;
  plan: PlanNode;
}

/** A PostgreSQL that records the plan of each statement. */
export interface ExplainingPostgres extends AsyncDisposable {
  url: string;
  /** The statements that were run since the last call, of those that have been answered. */
  takeStatements(): ExplainedStatement[];
}

/**
 * Statistics change only when a test says so. Plans come to the clients as notices: the log of
 * several
 * processes can mix the lines of two plans.
 */
const settings = {
  ...testServerSettings,
  shared_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_buffers": "on",
  "auto_explain.log_timing": "off",
  "auto_explain.log_format": "json",
  "auto_explain.log_level": "notice",
  log_min_messages: "error",
  autovacuum: "off",
};

/**
 * Starts it with a migrated, empty database. Prepared statements keep their first plan, whatever
 * the
 * parameters are: the worst case for a server whose tables grow.
 */
export async function startExplainingPostgres(): Promise<ExplainingPostgres> {
  await using opening = new AsyncDisposableStack();
  const dataDir = await makeDatabaseFolder();
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const server = opening.use(await startEmbeddedPostgres({ dataDir, settings }));
  await migrateDatabase(server.url);
  const seen: ExplainedStatement[] = [];
  const url = new URL(server.url);
  const proxy = listenBefore(Number(url.port), (notice) => {
    const [, json] = /^duration: .* plan:\n([^]*)$/.exec(notice) ?? [];
    if (json !== undefined) seen.push(parsePlan(json));
  });
  opening.defer(() => void proxy.close());
  url.port = String(await proxy.port);
  url.searchParams.set("plan_cache_mode", "force_generic_plan");
  const opened = opening.move();
  return {
    url: url.href,
    takeStatements: () => seen.splice(0),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** Forwards connections to a port of this machine, and reports the notices that come back. */
function listenBefore(port: number, onNotice: (text: string) => void) {
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    const read = noticeReader(onNotice);
    upstream.on("data", (bytes: Buffer) => {
      read(bytes);
      client.write(bytes);
    });
    client.pipe(upstream);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("close", () => other.destroy());
      one.on("error", () => other.destroy());
    }
  });
  const listening = Promise.withResolvers<number>();
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    listening.resolve(address.port);
  });
  return { port: listening.promise, close: () => server.close() };
}

/** Cuts a stream of PostgreSQL's messages (a letter, four bytes of length, the rest) and reads notices. */
function noticeReader(onNotice: (text: string) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 5) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest.length < end) return;
      // Fields: a letter each; M is the text.
      if (rest[0] === "N".charCodeAt(0)) {
        const words = rest
          .toString("utf8", 5, end)
          .split("\0")
          .find((field) => field.startsWith("M"));
        if (words !== undefined) onNotice(words.slice(1));
      }
      rest = rest.subarray(end);
    }
  };
}

const nodeSchema: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    "Node Type": z.string(),
    "Relation Name": z.string().optional(),
    "Index Cond": z.string().optional(),
    "Recheck Cond": z.string().optional(),
    "Actual Rows": z.number().optional(),
    "Shared Hit Blocks": z.number().optional(),
    "Shared Read Blocks": z.number().optional(),
    Plans: z.array(nodeSchema).optional(),
  }),
);
const statementSchema = z.object({ "Query Text": z.string(), Plan: nodeSchema });

function parsePlan(json: string): ExplainedStatement {
  const { "Query Text": text, Plan: plan } = statementSchema.parse(JSON.parse(json));
  return { text, plan };
}

/** All steps of a plan, each with those below it. */
export function* stepsOf(plan: PlanNode): Generator<PlanNode> {
  yield plan;
  for (const below of plan.Plans ?? []) yield* stepsOf(below);
}
