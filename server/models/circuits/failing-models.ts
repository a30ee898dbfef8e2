import type { FailingModel } from "../../../shared/admin.ts";
import type { Connection } from "../connections/connection.ts";
import { connectionKeyOf } from "../models-kind.ts";
import { blockedUntil } from "./circuit.ts";
import type { CircuitBoard } from "./circuit-board.ts";

/** The models that this node does not currently call, in the order of their connections. */
export function failingModels(
  connections: readonly Connection[],
  board: CircuitBoard,
): FailingModel[] {
  const startedAt = Date.now() - performance.now();
  return connections.flatMap((connection) =>
    board.blockedOf(connectionKeyOf(connection)).map((circuit) => ({
      connection: connection.id,
      model: circuit.model,
      reason: circuit.reason,
      until: new Date(startedAt + blockedUntil(circuit)).toISOString(),
    })),
  );
}

/** The number of failing models, by connection. */
export function countFailing(
  connections: readonly Connection[],
  board: CircuitBoard,
): Record<string, number> {
  return Object.fromEntries(
    connections.map((connection) => [
      connection.id,
      board.blockedOf(connectionKeyOf(connection)).length,
    ]),
  );
}
