import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type MockProvider, startMockProvider } from "../mock-provider/mock-provider.ts";
import { type ServerProcess, spawnServer } from "../../scripts/process/server-process.ts";
import { type LogLines, readLogLines } from "../server/log-lines.ts";
import { type MetricMoves, watchMetrics } from "./metric-moves.ts";
import { openPerson, type Person } from "./person.ts";

/** A node with an embedded PostgreSQL, as on a laptop. */
export interface EmbeddedNode extends AsyncDisposable {
  origin: string;
  process: ServerProcess;
  provider: MockProvider;
  metrics: MetricMoves;
  log: LogLines;
  /** The current process id of PostgreSQL's postmaster. */
  postmaster(): Promise<number>;
  newPerson(): Promise<Person>;
}

/** The environment of such a node. */
export function embeddedSettings(dataDir: string, providerUrl: string): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return {
    PATH,
    HOME,
    HOST: "127.0.0.1",
    PORT: "0",
    DATA_DIR: dataDir,
    OPENAI_BASE_URL: providerUrl,
    CHATKIT_MODEL: "mock",
    LOG_LEVEL: "info",
    RATE_LIMITS: "off",
    CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
  };
}

/** Starts the node on the data folder, with these settings beside the usual ones. */
export async function startEmbeddedNode(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedNode> {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(await startMockProvider());
  const log = readLogLines();
  const env = { ...embeddedSettings(dataDir, provider.url), ...settings };
  const print = (text: string) => log.take(text);
  const server = opening.use(spawnServer({ env, detached: true, print }));
  const origin = await server.origin();
  const metrics = await watchMetrics([{ isRunning: true, pid: server.pid, origin }]);
  const opened = opening.move();
  return {
    origin,
    process: server,
    provider,
    metrics,
    log,
    postmaster: async () =>
      Number.parseInt(await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10),
    newPerson: async () => opened.use(await openPerson(origin)),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
