import type { Connection } from "../connections/connection.ts";
import { connectionKeyOf } from "../models-kind.ts";

/** The calls of a node that wait for a busy server. */
export interface WaitingCalls {
  count: number;
  /** How long the oldest has waited, in seconds; 0 without any. */
  oldestSeconds: number;
}

/** Where calls wait. */
interface WaitingPlace {
  waitingFor(server: string): WaitingCalls;
}

/** One figure of the waiting calls, by connection. */
export function countWaiting(
  connections: readonly Connection[],
  places: readonly WaitingPlace[],
  what: keyof WaitingCalls,
): Record<string, number> {
  return Object.fromEntries(
    connections.map((connection) => {
      const server = connectionKeyOf(connection);
      const figures = places.map((place) => place.waitingFor(server)[what]);
      const sum = figures.reduce((one, other) => one + other, 0);
      return [connection.id, what === "count" ? sum : Math.max(...figures)];
    }),
  );
}
