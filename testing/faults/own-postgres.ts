import { rm } from "node:fs/promises";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../server/platform/db/embedded-postgres.ts";
import { makeDatabaseFolder } from "../server/database-folder.ts";
import { startTcpProxy, type TcpProxy } from "../server/tcp-proxy.ts";
import { testServerSettings } from "../server/test-database.ts";

/** A PostgreSQL of this test alone, which can be stopped and started at the same address. */
export interface OwnPostgres extends AsyncDisposable {
  /** The nodes' connection to it. */
  proxy: TcpProxy;
  url: string;
  /** The server's current address, without the proxy. */
  readonly direct: string;
  /** Shuts it down: connections are ended, new ones refused. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts a PostgreSQL behind a proxy, because its port changes with every start. */
export async function startOwnPostgres(
  settings: Record<string, string> = {},
): Promise<OwnPostgres> {
  await using opening = new AsyncDisposableStack();
  const dataDir = await makeDatabaseFolder();
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const run = () =>
    startEmbeddedPostgres({ dataDir, settings: { ...testServerSettings, ...settings } });
  let server: EmbeddedPostgres | undefined = await run();
  opening.defer(async () => server?.[Symbol.asyncDispose]());
  let { url: direct } = server;
  const proxy = opening.use(await startTcpProxy(direct));
  const opened = opening.move();
  return {
    proxy,
    url: proxy.url,
    get direct() {
      return direct;
    },
    async stop() {
      await server?.[Symbol.asyncDispose]();
      server = undefined;
      proxy.cut();
    },
    async start() {
      server = await run();
      direct = server.url;
      proxy.retarget(direct);
      proxy.mend();
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
