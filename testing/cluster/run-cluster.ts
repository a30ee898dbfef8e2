import { join } from "node:path";
import { type Config, type Env, readConfig } from "../../server/app/config.ts";
import { copyDatabase } from "../../server/app/copy-database.ts";
import { startEmbeddedPostgres } from "../../server/platform/db/embedded-postgres.ts";
import { describeDatabase, describeModel } from "../../server/app/describe-config.ts";
import { requireFreePort } from "../../server/platform/free-port.ts";
import { keptSecret } from "../../server/platform/kept-secret.ts";
import { runCommand } from "../../scripts/process/run-command.ts";
import type { EndedProcess } from "../../scripts/process/server-process.ts";
import { readArguments } from "./read-arguments.ts";
import { type Cluster, startCluster } from "./start-cluster.ts";

export interface RunClusterOptions {
  root: string;
  env: Env;
  argv: readonly string[];
  /** Aborted when the cluster has to end. */
  stopping: AbortSignal;
}

/** Nodes that take longer to end are killed, in milliseconds. */
const endWithinMs = 10_000;

/** Connections to the database that one node may open, with room to spare. */
const connectionsPerNode = 30;

/**
 * Builds the app, starts a database if none is given, nodes on it and one address before them,
 * and runs until asked to stop; then ends all of them. Rejects, with nothing left running, when
 * one of them cannot start.
 */
export async function runCluster({ root, env, argv, stopping }: RunClusterOptions): Promise<void> {
  const roles = readArguments(argv);
  const config = readConfig({ ...env, NODE_ENV: "development", CHATKIT_ROLE: "" });
  requireFreePort(config.host, config.port);
  await build(root);
  if (stopping.aborted) return;
  await using resources = new AsyncDisposableStack();
  const databaseUrl = config.databaseUrl ?? (await openDatabase(config, roles.length, resources));
  const secret = config.jwtSecretKey ?? (await keptSecret(join(config.dataDir, "jwt-secret")));
  if (stopping.aborted) return;
  console.log(`starting ${roles.length} nodes …`);
  const cluster = resources.use(
    await startCluster({
      roles,
      env: {
        // Bun fetches 256 things at once by default; every reply in progress is one.
        BUN_CONFIG_MAX_HTTP_REQUESTS: "65535",
        ...env,
        NODE_ENV: "production",
        DATABASE_URL: databaseUrl,
        JWT_SECRET_KEY: secret,
      },
      at: { host: config.host, port: config.port },
      endWithinMs,
      print: printLog,
      onEnded: (name, ended) => stopping.aborted || console.log(describeEnd(name, ended)),
    }),
  );
  printReady(cluster, config);
  if (!stopping.aborted)
    await new Promise<void>((resolve) => stopping.addEventListener("abort", () => resolve()));
  console.log("\nstopping …");
}

async function build(root: string): Promise<void> {
  console.log("building the app …");
  const script = join(root, "scripts", "build.ts");
  const { ok, output } = await runCommand([process.execPath, script], root);
  if (!ok) throw new Error(`the app cannot be built:\n${output}`);
}

async function openDatabase(
  config: Config,
  nodes: number,
  resources: AsyncDisposableStack,
): Promise<string> {
  const onProgress = (text: string) => console.log(`${text} …`);
  const connections = Math.max(100, nodes * (config.databasePoolSize + connectionsPerNode));
  const settings = { max_connections: String(connections) };
  const { dataDir } = config;
  const options = { dataDir, onProgress, settings, copyDatabase };
  return resources.use(await startEmbeddedPostgres(options)).url;
}

/** Prints a node's structured log line by line, each with the node's name before it. */
function printLog(node: string, text: string): void {
  for (const line of text.split("\n")) {
    if (line.startsWith("{")) process.stderr.write(`${node}: ${line}\n`);
  }
}

function describeEnd(name: string, { status, signal }: EndedProcess): string {
  return `${name} has ended (${signal ?? `status ${status}`}); the others go on`;
}

function printReady({ origin, nodes }: Cluster, config: Config): void {
  console.log(`\nChatKit is ready: ${origin.replace("0.0.0.0", "localhost")}${config.basePath}`);
  for (const node of nodes)
    console.log(`  ${node.name}:   ${node.role.padEnd(6)} ${node.origin}  pid ${node.pid}`);
  console.log(`  database: ${describeDatabase(config)}`);
  console.log(`  model:    ${describeModel(config)}`);
  console.log("  try:      kill -9 a pid in the middle of a reply");
  console.log("  stop:     Ctrl-C\n");
}
