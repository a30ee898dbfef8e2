import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import type { WatchStatement } from "../tracing/trace-statements.ts";
import { prepareStatements } from "./prepare-statements.ts";

/** Drizzle over the pool. */
export type Database = PostgresJsDatabase;

/** A transaction of `Database`. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** For statements that run on either. */
export type Executor = Database | Transaction;

/** A connection pool, as drizzle and, for the hot paths, as plain postgres.js. */
export interface DatabaseClient extends AsyncDisposable {
  db: Database;
  sql: Sql;
  url: string;
}

/** Timeout of a statement in milliseconds: no user's request waits longer for one. */
const statementTimeoutMs = 15_000;

/** A transaction only ever waits for the database, so an idle one is a bug. Milliseconds. */
const idleTransactionTimeoutMs = 10_000;

/**
 * Connections cache the plans of prepared statements. A plan made while a table is small would scan
 * it, and keep doing so as it grows, until its statistics change. So plans always use an index, row
 * by row, where there is one: their cost then grows with the result and not with the table. `jit`
 * would compile every plan that has to scan, because its cost now counts as enormous.
 */
const planByIndex = {
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
  jit: "off",
};

/**
 * Pause before a lost connection is reopened, in seconds. The driver's default grows to twenty
 * across a pool, and requests would wait that long after the database is back.
 */
const reconnectSeconds = () => 0.1 + 0.2 * Math.random();

/** Drizzle over an existing pool. */
export function databaseOver(sql: Sql): Database {
  return drizzle(prepareStatements(sql));
}

/** Callbacks of a pool. */
export interface PoolWatch {
  /** Called with the duration of each statement, from sending to completion, in milliseconds. */
  onAnswer?: (ms: number) => void;
  /** Called with each statement before it waits for a connection, in the turn of its caller. */
  onStatement?: WatchStatement;
  /**
   * Called when a connection is closed because it had an open transaction that any caller of the
   * pool could have used. Only happens if the driver has a bug.
   */
  onStray?: () => void;
}

/**
 * Opens a pool. Connections open on demand, so this does not fail.
 *
 * @param url a `postgres://` address
 * @param poolSize maximum number of connections
 */
export function openDatabase(
  url: string,
  poolSize: number,
  { onAnswer, onStatement, onStray }: PoolWatch = {},
): DatabaseClient {
  const sql = postgres(url, {
    max: poolSize,
    connect_timeout: 5,
    backoff: reconnectSeconds,
    onnotice: () => {},
    ...(onAnswer ? { onanswer: onAnswer } : {}),
    ...(onStatement ? { onstatement: onStatement } : {}),
    ...(onStray ? { onstray: onStray } : {}),
    connection: {
      application_name: "chatkit",
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
      ...planByIndex,
    },
  });
  return {
    db: databaseOver(sql),
    sql,
    url,
    // The caller is done with the pool; after an outage the driver waits for the whole timeout.
    [Symbol.asyncDispose]: () => sql.end({ timeout: 1 }),
  };
}
