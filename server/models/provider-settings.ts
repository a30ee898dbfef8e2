import type { Connection } from "./connections/connection.ts";
import type { ModelEfforts } from "./effort/effort-settings.ts";

/** How model servers are called. All times are milliseconds. */
export interface CallSettings {
  firstByteTimeoutMs: number;
  idleTimeoutMs: number;
  totalTimeoutMs: number;
  /** The efforts of models as configured by the operator, by name. */
  efforts?: ModelEfforts;
}

/** The models that write replies, as the settings name them; admins may connect more. */
export type ProviderSettings = CallSettings &
  (
    | { kind: "offline" }
    | {
        kind: "connected";
        /** A model's name without a connection prefix belongs to the first one. */
        connections: readonly [Connection, ...Connection[]];
        /** The model of workflows that name none. */
        model: string;
        /** The models that stand in when an assistant's own cannot answer, in this order. */
        fallbacks?: readonly string[];
      }
  );

/** The connections of the settings. */
export function connectionsOf(settings: ProviderSettings): readonly Connection[] {
  return settings.kind === "connected" ? settings.connections : [];
}
