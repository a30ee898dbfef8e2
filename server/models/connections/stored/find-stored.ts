import { eq } from "drizzle-orm";
import type { Executor } from "../../../platform/db/client.ts";
import { connections } from "../../../platform/db/schema/connections.ts";
import { notFound } from "../../../platform/errors.ts";
import { type StoredConnection, storedConnectionSchema } from "./stored-connections.ts";

/** The columns that are read of a connection. */
export const storedColumns = {
  id: connections.id,
  kind: connections.kind,
  baseUrl: connections.baseUrl,
  sealed: connections.sealed,
  models: connections.models,
  revision: connections.revision,
};

/** @throws RequestError `not_found` */
export async function findStored(db: Executor, id: string): Promise<StoredConnection> {
  const [row] = await db.select(storedColumns).from(connections).where(eq(connections.id, id));
  if (!row) throw notFound("connection");
  return storedConnectionSchema.parse(row);
}
