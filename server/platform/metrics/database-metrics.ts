import { Counter, Histogram, type Registry } from "prom-client";
import type { Sql } from "postgres";
import { shortBuckets } from "./buckets.ts";
import { observe, observeEach } from "./observe.ts";

/** Metrics of the pool's statements. */
export function databaseMetrics(registry: Registry) {
  return {
    statementTime: new Histogram({
      name: "chatkit_database_statement_seconds",
      help: "Time of a statement of the pool for requests, from sending to completion.",
      buckets: shortBuckets,
      registers: [registry],
    }),
    strayTransactions: new Counter({
      name: "chatkit_database_stray_transactions_total",
      help: "Connections closed because of an open transaction outside a reservation. Anything but zero is a bug.",
      registers: [registry],
    }),
  };
}

/** Adds the state of the pool for requests, read at each scrape. */
export function observePool(registry: Registry, sql: Pick<Sql, "pool" | "options">): void {
  observeEach(
    registry,
    {
      name: "chatkit_database_connections",
      help: "Connections of this node's pool for requests, by state.",
      label: "state",
    },
    () => {
      const { idle, inUse, connecting } = sql.pool();
      return { idle, in_use: inUse, connecting };
    },
  );
  observe(
    registry,
    {
      name: "chatkit_database_waiting_statements",
      help: "Statements of this node waiting for a connection.",
    },
    () => sql.pool().waiting,
  );
  observe(
    registry,
    {
      name: "chatkit_database_connections_limit",
      help: "Maximum number of connections in this node's pool for requests.",
    },
    () => sql.options.max,
  );
}
