import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import type { Role } from "../../server/app/config.ts";
import { type MockProvider, startMockProvider } from "../../testing/mock-provider/mock-provider.ts";
import { startTcpProxy, type TcpProxy } from "../../testing/server/tcp-proxy.ts";
import { createTestDatabase } from "../../testing/server/test-database.ts";
import { startServerCluster } from "./server-cluster.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";

/** Everything behind the browsers of one file's journeys. */
export interface Backstage {
  mock: MockProvider;
  server: ServerProcess;
  /** The cable between browser and server, when the journey asks for it. */
  cable: TcpProxy;
  /** The server's database. */
  sql: postgres.Sql;
  /** What the server prints. */
  logPath: string;
}

/** What the journeys of one file share. */
export interface StageOptions {
  /** Settings of the server. */
  env?: Record<string, string>;
  /** Several nodes behind one address instead of one server. */
  roles?: readonly Role[];
  /** The folder of the project, for a server of other sources or another build. */
  root?: string;
  /** What the provider answers to title requests, as a directive. */
  titleScenario?: string;
}

/** Where failures leave screenshots and logs. */
export const resultsFolder = join(import.meta.dirname, "../../test-results");

/**
 * Starts a database, a scripted provider and a server, which end with the resources.
 *
 * @param name names the server's log in `test-results/`
 */
export async function openBackstage(
  name: string,
  { env = {}, roles, root, ...scripts }: StageOptions,
  resources: AsyncDisposableStack,
): Promise<Backstage> {
  await mkdir(resultsFolder, { recursive: true });
  const logPath = join(resultsFolder, `${name}-server.log`);
  const database = resources.use(await createTestDatabase());
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  resources.defer(() => sql.end());
  const mock = resources.use(await startMockProvider(scripts));
  const options = { databaseUrl: database.url, providerUrl: mock.url, logPath, env, root };
  const server = resources.use(
    roles ? await startServerCluster(options, roles) : await startServerProcess(options),
  );
  const cable = resources.use(await startTcpProxy(server.origin));
  return { sql, mock, server, cable, logPath };
}
