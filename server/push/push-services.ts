import type { Sql } from "postgres";
import type { Database } from "../platform/db/client.ts";
import type { Limits } from "../platform/limits/limits.ts";
import type { Logger } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import type { SealedSecrets } from "../platform/sealed-secrets.ts";
import type { ResolvedAddress } from "../platform/upstream/post-pinned.ts";
import type { PushJobs } from "./push-queues.ts";

/** How the server sends notifications. */
export interface PushSettings {
  /** A `mailto:` or `https:` address, by which push services reach the operator. */
  contact: string;
  /** Origins of the operator's own push services, which may be private. */
  ownServices: readonly string[];
}

/** Services that the push use-cases need. */
export interface PushServices {
  db: Database;
  sql: Sql;
  jobs: PushJobs;
  limits: Limits;
  log: Logger;
  metrics: Pick<Metrics, "pushes" | "pushTime">;
  sealed: SealedSecrets;
  /** Null when push is turned off for the server, or this node cannot open its keys. */
  settings: PushSettings | null;
  /** Whether it would be on, but this node's secrets do not open the keys; another's may. */
  isLocked: boolean;
  /** For tests: the addresses of a name, instead of the system's resolver. */
  resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}
