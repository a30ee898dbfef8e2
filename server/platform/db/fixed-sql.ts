import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

const dialect = new PgDialect();

/**
 * A fragment without parameters, put into words once. Drizzle puts a statement together anew each
 * time that it is sent, name by name, which takes longer than sending it when there are many.
 *
 * @throws Error for a fragment with parameters, which would be lost
 */
export function fixedSql(fragment: SQL): SQL {
  const { sql: text, params } = dialect.sqlToQuery(fragment);
  if (params.length > 0) throw new Error(`not without parameters: ${text}`);
  return sql.raw(text);
}
