import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { ConnectionList } from "../../../../shared/connections.ts";
import type { Database } from "../../../platform/db/client.ts";
import { connections, serverSettings } from "../../../platform/db/schema/connections.ts";
import { type ConnectionServices, takenNames } from "../connection-services.ts";
import { storedColumns } from "./find-stored.ts";
import { configuredForAdmin, storedForAdmin } from "./list-for-admin.ts";
import { defaultModelSetting, storedConnectionSchema } from "./stored-connections.ts";

/** All current connections, for admins. */
export async function listConnections(services: ConnectionServices): Promise<ConnectionList> {
  const { db, sealed, configured, settingsModel } = services;
  const rows = await db
    .select(storedColumns)
    .from(connections)
    .orderBy(asc(connections.createdAt), asc(connections.id));
  const chosen = await findChosenModel(db);
  const deps = { sealed, configured: takenNames(services) };
  // A kind from a later version is left to the nodes that know it.
  const stored = rows.flatMap((row) => storedConnectionSchema.safeParse(row).data ?? []);
  return {
    connections: [
      ...configured.map(configuredForAdmin),
      ...stored.map((row) => storedForAdmin(deps, row)),
    ],
    defaultModel: chosen ?? settingsModel,
    isDefaultChosen: chosen !== null,
  };
}

/** From the database: the node may not have heard yet of what this admin has just chosen. */
async function findChosenModel(db: Database): Promise<string | null> {
  const [row] = await db
    .select({ value: serverSettings.value })
    .from(serverSettings)
    .where(eq(serverSettings.name, defaultModelSetting));
  return z.string().safeParse(row?.value).data ?? null;
}
