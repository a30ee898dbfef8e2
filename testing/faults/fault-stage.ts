import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "postgres";
import { keepLog } from "../../e2e/journey/server-process.ts";
import { type MockProvider, startMockProvider } from "../mock-provider/mock-provider.ts";
import type { EndedProcess } from "../../scripts/process/server-process.ts";
import { type Cluster, startCluster } from "../cluster/start-cluster.ts";
import type { Role } from "../../server/app/config.ts";
import { openDatabase } from "../../server/platform/db/client.ts";
import { createStartedDatabase } from "../server/test-database.ts";
import { type MetricMoves, watchMetrics } from "./metric-moves.ts";
import { openPerson, type Person } from "./person.ts";

/** Real nodes, a scripted provider, and everything that a fault needs. */
export interface FaultStage extends AsyncDisposable {
  cluster: Cluster;
  provider: MockProvider;
  /** A direct connection to the database. */
  sql: Sql;
  /** Processes that have ended so far, with the node's name. */
  ends: { node: string; ended: EndedProcess }[];
  /** The nodes' counters since the start. */
  metrics: MetricMoves;
  /** Lines of the nodes' logs that report errors. */
  errors: readonly string[];
  /** A new guest with the product's client, at the cluster's address or another. */
  newPerson(origin?: string): Promise<Person>;
}

export interface FaultStageOptions {
  roles: readonly Role[];
  /** Places whose nodes are started later. */
  later?: readonly number[];
  /** Settings of every node besides the usual ones. */
  settings?: Record<string, string>;
  /** Options for Bun itself, by the node's place. */
  bunArgs?: (place: number) => string[];
  /** The folder of the sources that a node runs, by its place; the project's when undefined. */
  rootOf?: (place: number) => string | undefined;
  /** Receives what the nodes print, besides the log. */
  print?: (text: string) => void;
  /** Addresses of the test's own database: the nodes' connection, and the test's direct one. */
  database?: { url: string; direct: string };
}

const resultsFolder = join(import.meta.dirname, "../../test-results");

/** Starts everything; what the nodes log goes to `test-results/faults.log`. */
export async function openFaultStage(options: FaultStageOptions): Promise<FaultStage> {
  await using opening = new AsyncDisposableStack();
  await mkdir(resultsFolder, { recursive: true });
  const log = keepLog(join(resultsFolder, "faults.log"));
  opening.defer(() => log.end());
  const provider = opening.use(await startMockProvider());
  const database = options.database ?? (await testDatabase(opening));
  const { sql } = opening.use(openDatabase(database.direct, 4));
  const ends: FaultStage["ends"] = [];
  const {
    roles,
    later = [],
    settings = {},
    bunArgs = () => [],
    rootOf = () => undefined,
  } = options;
  const cluster = opening.use(
    await startCluster({
      roles,
      later,
      bunArgs,
      rootOf,
      env: { ...usualSettings(database.url, provider.url), ...settings },
      print(_, text) {
        log.print(text);
        options.print?.(text);
      },
      onEnded: (node, ended) => ends.push({ node, ended }),
    }),
  );
  const metrics = await watchMetrics(cluster.nodes);
  const opened = opening.move();
  return {
    cluster,
    provider,
    sql,
    ends,
    metrics,
    errors: log.errors,
    newPerson: async (origin = cluster.origin) => opened.use(await openPerson(origin)),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function testDatabase(
  opening: AsyncDisposableStack,
): Promise<{ url: string; direct: string }> {
  const { url } = opening.use(await createStartedDatabase());
  return { url, direct: url };
}

function usualSettings(databaseUrl: string, providerUrl: string): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return {
    PATH,
    HOME,
    DATABASE_URL: databaseUrl,
    OPENAI_BASE_URL: providerUrl,
    CHATKIT_MODEL: "mock",
    JWT_SECRET_KEY: "a secret that only the faults know",
    LOG_LEVEL: "info",
    RATE_LIMITS: "off",
    // Fault tests need no app files.
    CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
    BUN_CONFIG_MAX_HTTP_REQUESTS: "65535",
  };
}
