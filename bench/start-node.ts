import { type Child, startChild } from "./processes.ts";

/** A node of a benchmark. */
export interface NodeOptions {
  dataDir: string;
  /** The scripted provider; null for the built-in model. */
  providerUrl: string | null;
  /** Null runs the embedded PostgreSQL in the data folder. */
  databaseUrl?: string | null;
  /** A folder for a processor profile; null makes none. */
  profileTo?: string | null;
  /** Most replies at once. */
  generations?: number;
}

/** Starts a node on a free port; its address is the answer. */
export function startNode({
  dataDir,
  providerUrl,
  databaseUrl = null,
  profileTo = null,
  generations = 2_000,
}: NodeOptions): Promise<Child & { answer: string }> {
  return startChild({
    script: "server/main.ts",
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
      // The stream at full speed is longer than replies are by default.
      CHATKIT_MAX_REPLY_KB: "16384",
      // All visitors come from one address.
      RATE_LIMITS: "off",
      OPENAI_BASE_URL: providerUrl ?? "",
      OPENAI_API_KEY: "",
      CHATKIT_MODEL: providerUrl === null ? "" : "mock",
      // No files of the app are asked for.
      CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
    },
  });
}
