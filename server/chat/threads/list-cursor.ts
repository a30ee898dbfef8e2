import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { threads } from "../../platform/db/schema/threads.ts";
import { RequestError } from "../../platform/errors.ts";

/** Only accepts what `cursorOf` produces: a time that Postgres can read, and a thread's id. */
const cursorForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/(cthr_[0-9a-f]{32})$/;

/** The cursor after a thread of a list that is sorted by a time, then by id. */
export function cursorOf(time: string, id: string): string {
  return `${time}/${id}`;
}

/**
 * SQL condition: a thread comes after a cursor, in a list with the latest first.
 *
 * @throws RequestError `invalid_input` for a cursor of no such list
 */
export function beforeCursor(cursor: string | undefined, column: SQLWrapper): SQL {
  if (cursor === undefined) return sql`true`;
  const [, time = "", id = ""] = cursorForm.exec(cursor) ?? [];
  const at = new Date(time);
  if (Number.isNaN(at.getTime()))
    throw new RequestError("invalid_input", "This cursor does not belong to this list.");
  return sql`(${column}, ${threads.id}) < (${at.toISOString()}::timestamptz, ${id})`;
}
