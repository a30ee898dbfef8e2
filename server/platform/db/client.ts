import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { prepareStatements } from "./prepare-statements.ts";

/** Drizzle over the pool. */
export type Database = PostgresJsDatabase;

/** A transaction of `Database`. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** Either: for statements that do not care. */
export type Executor = Database | Transaction;

/** A pool of connections, once as drizzle and once as plain postgres.js for the hot paths. */
export interface DatabaseClient extends AsyncDisposable {
  db: Database;
  sql: Sql;
  url: string;
}

/** No request of a person waits longer than this for one statement, in milliseconds. */
const statementTimeoutMs = 15_000;

/** A transaction never waits on anything but the database, so a quiet one is a fault. Milliseconds. */
const idleTransactionTimeoutMs = 10_000;

/**
 * Connections keep the plans of what they have prepared. A plan that was made while a table was young
 * would scan all of it, and goes on doing so however many rows come, until statistics change. So
 * plans here go by index and row by row, whatever the table's size was when they were made: where
 * there is an index, its cost grows with the rows of the answer and not with those of the table.
 * `jit` would compile any plan that has to scan, for its cost then counts as enormous.
 */
const planByIndex = {
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
  jit: "off",
};

/**
 * Pause before a lost connection is opened again, in seconds. The driver's own grows to twenty
 * over all connections of a pool, and requests would wait that long after the database is back.
 */
const reconnectSeconds = () => 0.1 + 0.2 * Math.random();

/** Drizzle over a pool that is there already. */
export function databaseOver(sql: Sql): Database {
  return drizzle(prepareStatements(sql));
}

/** What a pool reports. */
export interface PoolWatch {
  /** Called with the time of each statement, from its sending to its end, in milliseconds. */
  onAnswer?: (ms: number) => void;
  /**
   * Called when a connection is ended because a transaction was open on it while every caller of
   * the pool could use it. This never happens unless the driver has a fault.
   */
  onStray?: () => void;
}

/**
 * Opens a pool. Connections are made when first needed, so this does not fail by itself.
 *
 * @param url a `postgres://` address
 * @param poolSize most connections at once
 */
export function openDatabase(
  url: string,
  poolSize: number,
  { onAnswer, onStray }: PoolWatch = {},
): DatabaseClient {
  const sql = postgres(url, {
    max: poolSize,
    connect_timeout: 5,
    backoff: reconnectSeconds,
    onnotice: () => {},
    ...(onAnswer ? { onanswer: onAnswer } : {}),
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
    // Whoever closes the pool is done with it; after an outage the driver waits for the whole time.
    [Symbol.asyncDispose]: () => sql.end({ timeout: 1 }),
  };
}
