import { asc, inArray } from "drizzle-orm";
import { z } from "zod";
import type { ConnectionList } from "../../../../shared/connections.ts";
import type { Database } from "../../../platform/db/client.ts";
import { connections, serverSettings } from "../../../platform/db/schema/connections.ts";
import { type ConnectionServices, takenNames } from "../connection-services.ts";
import { renameAmong } from "../model-names.ts";
import { storedColumns } from "./find-stored.ts";
import { configuredForAdmin, storedForAdmin } from "./list-for-admin.ts";
import {
  defaultModelSetting,
  knownConnectionsSetting,
  storedConnectionSchema,
  toKnownIds,
} from "./stored-connections.ts";

/** All current connections, for admins. */
export async function listConnections(
  services: ConnectionServices,
): Promise<Omit<ConnectionList, "prefixes">> {
  const { db, sealed, configured, settingsModel } = services;
  const rows = await db
    .select(storedColumns)
    .from(connections)
    .orderBy(asc(connections.createdAt), asc(connections.id));
  const { chosen, known } = await readSettings(db);
  const [first, ...others] = configured;
  const all = [...others, ...rows, ...known.map((id) => ({ id }))];
  const ofSettings = first
    ? renameAmong(settingsModel, configured, [first, ...all])
    : settingsModel;
  const deps = { sealed, configured: takenNames(services) };
  // A kind from a later version is left to the nodes that know it.
  const stored = rows.flatMap((row) => storedConnectionSchema.safeParse(row).data ?? []);
  return {
    connections: [
      ...configured.map(configuredForAdmin),
      ...stored.map((row) => storedForAdmin(deps, row)),
    ],
    defaultModel: chosen ?? ofSettings,
    isDefaultChosen: chosen !== null,
  };
}

/** From the database: the node may not have heard yet of what this admin has just chosen. */
async function readSettings(db: Database): Promise<{ chosen: string | null; known: string[] }> {
  const { name, value } = serverSettings;
  const rows = await db
    .select({ name, value })
    .from(serverSettings)
    .where(inArray(name, [defaultModelSetting, knownConnectionsSetting]));
  const valueOf = (of: string) => rows.find((row) => row.name === of)?.value;
  const { data: chosen = null } = z.string().safeParse(valueOf(defaultModelSetting));
  return { chosen, known: toKnownIds(valueOf(knownConnectionsSetting)) };
}
