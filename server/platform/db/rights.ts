import type { Sql } from "postgres";

/** What to do where a user may not change tables that are not up to date. */
const ownerAdvice =
  "This user may not change tables: bring the database up to date with the address of their owner " +
  "first (bun run db:migrate or chatkit migrate; docs/operations/hardening.md)";

/** What to do where a user may not use tables that are there: those of a restore are new ones. */
export const rightsAdvice =
  "give it the rights in docs/operations/hardening.md, again after each restore";

/** Whether an error of the database is that its user lacks a right. */
export function lacksRights(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "42501";
}

/**
 * The first table whose rows this user may not use as a node does; null when there is none. A table
 * that does not exist yet is none.
 *
 * @param tables the program's tables in the schema public
 */
export async function findForbidden(sql: Sql, tables: readonly string[]): Promise<string | null> {
  const [row] = await sql<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p')
      and (n.nspname in ('drizzle', 'pgboss') or (n.nspname = 'public' and c.relname = any(${[...tables]}::text[])))
      and not (has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
        and (
          c.relname = '__drizzle_migrations'
          or (has_table_privilege(c.oid, 'insert') and has_table_privilege(c.oid, 'update'))
        )
        and (n.nspname = 'drizzle' or has_table_privilege(c.oid, 'delete')))
    order by n.nspname, c.relname limit 1`;
  return row?.name ?? null;
}

/**
 * What to do where a user lacks a right: give it those that it had, or bring tables up to date that
 * it may use and not change.
 *
 * @param tables the program's tables in the schema public
 */
export async function adviseRights(sql: Sql, tables: readonly string[]): Promise<string> {
  // Without an answer of the database, the reason that it has given says enough.
  const forbidden = await findForbidden(sql, tables).catch(() => null);
  return forbidden === null ? ownerAdvice : `This user may not use ${forbidden}: ${rightsAdvice}`;
}
