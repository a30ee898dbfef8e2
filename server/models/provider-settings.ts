import type { ModelEfforts } from "./effort/effort-settings.ts";
import type { Connection } from "./connections/connection.ts";

/** The models that write replies. All times are milliseconds. */
export type ProviderSettings =
  | { kind: "offline" }
  | {
      kind: "connected";
      /** A name without a connection in front is a model of the first one. */
      connections: readonly [Connection, ...Connection[]];
      /** The model of workflows that name none. */
      model: string;
      firstByteTimeoutMs: number;
      idleTimeoutMs: number;
      totalTimeoutMs: number;
      /** How long models can be asked to think, by name, where the operator says so. */
      efforts?: ModelEfforts;
    };
