/** PostgreSQL's own setting. */
const usualConnections = 100;

/**
 * Connections of a node beside its pool, with two to spare: one each for checking callers, flushes and
 * notices, and five for the job queue.
 */
export const connectionsBesidePool = 10;

/**
 * Settings of an embedded PostgreSQL for this many processes: more connections than usual when they
 * need them.
 */
export function connectionSettings(processes: number, poolSize: number): Record<string, string> {
  // Operator's commands connect too.
  const most = processes * (poolSize + connectionsBesidePool) + connectionsBesidePool;
  return most > usualConnections ? { max_connections: String(most) } : {};
}
