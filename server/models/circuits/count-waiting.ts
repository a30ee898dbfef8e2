import type { Connection } from "../connections/connection.ts";
import { connectionKeyOf } from "../models-kind.ts";
import type { CircuitBoard } from "./circuit-board.ts";

/** The calls of a node that wait for a busy server. */
export interface WaitingCalls {
  count: number;
  /** How long the oldest has waited, in seconds; 0 without any. */
  oldestSeconds: number;
}

/** One figure of the waiting calls, by connection. */
export function countWaiting(
  connections: readonly Connection[],
  board: CircuitBoard,
  what: keyof WaitingCalls,
): Record<string, number> {
  return Object.fromEntries(
    connections.map((connection) => [
      connection.id,
      board.waitingFor(connectionKeyOf(connection))[what],
    ]),
  );
}
