import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerProcess } from "../../scripts/process/server-process.ts";
import { type MockProvider, startMockProvider } from "../mock-provider/mock-provider.ts";
import { startServerProcess } from "../server/server-process.ts";
import { createStartedDatabase } from "../server/test-database.ts";
import { type OtlpReceiver, startOtlpReceiver } from "./otlp-receiver.ts";

/** Where traced servers run: a database, a model server and a receiver of what they export. */
export interface TracingStage extends AsyncDisposable {
  receiver: OtlpReceiver;
  provider: MockProvider;
  /** Starts a node that exports everything at once; settings replace the usual ones. */
  start(settings?: Record<string, string>, options?: { bunArgs: string[] }): ServerProcess;
}

/** The key of the model server; it must not be exported. */
export const modelKey = "sk-a-key-that-nobody-may-see";

/** The receiver's key; it belongs into the headers and nowhere else. */
export const receiverKey = "a-key-for-the-receiver";

/** Opens the stage. Servers are the caller's to dispose. */
export async function openTracingStage(): Promise<TracingStage> {
  await using opening = new AsyncDisposableStack();
  const database = opening.use(await createStartedDatabase());
  const provider = opening.use(await startMockProvider());
  const receiver = opening.use(startOtlpReceiver());
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-tracing-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const opened = opening.move();
  return {
    receiver,
    provider,
    start(settings = {}, options = { bunArgs: [] }) {
      const all = {
        DATABASE_URL: database.url,
        DATA_DIR: dataDir,
        JWT_SECRET_KEY: "a secret that only tests know about",
        CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
        LOG_LEVEL: "info",
        RATE_LIMITS: "off",
        OPENAI_API_KEY: modelKey,
        OPENAI_BASE_URL: provider.url,
        CHATKIT_MODEL: "mock",
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_HEADERS: `x-receiver-key=${receiverKey}`,
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
        OTEL_BSP_SCHEDULE_DELAY: "20",
        OTEL_BLRP_SCHEDULE_DELAY: "20",
        ...settings,
      };
      return startServerProcess(all, options);
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
