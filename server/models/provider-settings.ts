import type { ModelEfforts } from "./effort/effort-settings.ts";
import type { Connection } from "./connections/connection.ts";

/** The models that write replies. All times are milliseconds. */
export type ProviderSettings =
  | { kind: "offline" }
  | {
      kind: "connected";
      /** A model's name without a connection prefix belongs to the first one. */
      connections: readonly [Connection, ...Connection[]];
      /** The model of workflows that name none. */
      model: string;
      /** The models that stand in when an assistant's own cannot answer, in this order. */
      fallbacks?: readonly string[];
      firstByteTimeoutMs: number;
      idleTimeoutMs: number;
      totalTimeoutMs: number;
      /** The efforts of models as configured by the operator, by name. */
      efforts?: ModelEfforts;
    };
