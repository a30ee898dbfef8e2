import { type Child, startChild } from "./processes.ts";

/** Options of a node under test. */
export interface NodeOptions {
  dataDir: string;
  /** The scripted provider; null for the built-in model. */
  providerUrl: string | null;
  /** Null runs the embedded PostgreSQL in the data folder. */
  databaseUrl?: string | null;
  /** The folder for a processor profile; null writes none. */
  profileTo?: string | null;
  /** Maximum number of concurrent replies. */
  generations?: number;
  /** Another checkout's `server/main.ts`; null for this one's. */
  program?: string | null;
  /** Further settings. */
  env?: Record<string, string>;
}

/** Starts a node on a free port; `answer` is its address. */
export function startNode({
  dataDir,
  providerUrl,
  databaseUrl = null,
  profileTo = null,
  generations = 2_000,
  program = null,
  env = {},
}: NodeOptions): Promise<Child & { answer: string }> {
  return startChild({
    script: program ?? "server/main.ts",
    bunArgs: profileTo === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileTo}`],
    ready: /ready: (http:\S+)/,
    env: {
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl ?? "",
      JWT_SECRET_KEY: databaseUrl === null ? "" : "only for this benchmark, never elsewhere",
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "warn",
      CHATKIT_GENERATIONS_PER_NODE: String(generations),
      // The stream at full speed exceeds the default longest reply.
      CHATKIT_MAX_REPLY_KB: "16384",
      // All clients have the same address.
      RATE_LIMITS: "off",
      OPENAI_BASE_URL: providerUrl ?? "",
      OPENAI_API_KEY: "",
      CHATKIT_MODEL: providerUrl === null ? "" : "mock",
      // The app's files are not needed.
      CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
      ...env,
    },
  });
}
