import { eq } from "drizzle-orm";
import type { Executor } from "../../../platform/db/client.ts";
import { connections } from "../../../platform/db/schema/connections.ts";
import { notFound, RequestError } from "../../../platform/errors.ts";
import { type StoredConnection, storedConnectionSchema } from "./stored-connections.ts";

/** The columns that are read of a connection. */
export const storedColumns = {
  id: connections.id,
  kind: connections.kind,
  baseUrl: connections.baseUrl,
  sealed: connections.sealed,
  models: connections.models,
  access: connections.access,
  maxConcurrent: connections.maxConcurrent,
  revision: connections.revision,
};

/** @throws RequestError `not_found`; `conflict` for one that this version cannot use */
export async function findStored(db: Executor, id: string): Promise<StoredConnection> {
  const [row] = await db.select(storedColumns).from(connections).where(eq(connections.id, id));
  if (!row) throw notFound("connection");
  const { data } = storedConnectionSchema.safeParse(row);
  if (!data) throw new RequestError("conflict", "A later version has made this connection.");
  return data;
}
