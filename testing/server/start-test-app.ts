import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../../server/app/app.ts";
import { type Config, readConfig } from "../../server/app/config.ts";
import type { SocketLimits } from "../../server/api/http/websocket.ts";
import { createLog, type Logger } from "../../server/platform/log.ts";
import { createStartedDatabase } from "./test-database.ts";

/** What a test can choose; everything else is a separate node on a fresh database. */
export interface TestAppOptions {
  /** A database to share with another node of the same test. */
  databaseUrl?: string;
  /** A provider to use as `OPENAI_BASE_URL`; the built-in model if absent. */
  providerUrl?: string;
  config?: Partial<Config>;
  /** Where it logs to, instead of standard error. */
  log?: Logger;
  /** Shorter timeouts and limits of sockets. */
  sockets?: Partial<SocketLimits>;
}

/** A dummy address of app files: no test of procedures requests them. */
const noAssets = "http://127.0.0.1:1";

/** Starts a real node on a free port, for tests of procedures and streams. */
export async function startTestApp(options: TestAppOptions = {}): Promise<App> {
  await using opening = new AsyncDisposableStack();
  const databaseUrl = options.databaseUrl ?? opening.use(await createStartedDatabase()).url;
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-app-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: process.env["TEST_LOG_LEVEL"] ?? "error",
    JWT_SECRET_KEY: "a secret that only tests know about",
    CHATKIT_DEV_ASSETS: noAssets,
    // One address makes more requests in seconds than users do in weeks.
    RATE_LIMITS: "off",
    ...(options.providerUrl ? { OPENAI_BASE_URL: options.providerUrl, CHATKIT_MODEL: "mock" } : {}),
  });
  // What runs on the machine is none of a test's business.
  const settings = { ...config, localPorts: [], ...options.config };
  const app = opening.use(
    await startApp(settings, options.log ?? createLog(config.logLevel), {
      sockets: options.sockets ?? {},
    }),
  );
  const opened = opening.move();
  return { ...app, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
