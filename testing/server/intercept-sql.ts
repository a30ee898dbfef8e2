import type { Sql } from "postgres";

/** Decides what happens to a statement: `run` sends it. */
export type Interceptor = (statement: string, run: () => Promise<unknown>) => Promise<unknown>;

/** A pool whose statements a test can delay, lose or refuse. Transactions pass untouched. */
export function interceptSql(sql: Sql, intercept: Interceptor): Sql {
  return new Proxy(sql, {
    apply(target, self, args: unknown[]) {
      const query: unknown = Reflect.apply(target, self, args);
      const [strings] = args;
      if (!Array.isArray(strings) || !("raw" in strings)) return query;
      return intercept(strings.join("?"), async () => query);
    },
  });
}

/** Whether a statement is the flusher's. */
export function isFlush(statement: string): boolean {
  return statement.includes("with pending as");
}
