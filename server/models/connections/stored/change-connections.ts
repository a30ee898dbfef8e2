import { and, eq, sql } from "drizzle-orm";
import type { ConnectionInput } from "../../../../shared/connections.ts";
import { forgetCached } from "../../../platform/cache/forget-cached.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { connections, serverSettings } from "../../../platform/db/schema/connections.ts";
import { RequestError } from "../../../platform/errors.ts";
import type { SealedSecrets } from "../../../platform/sealed-secrets.ts";
import { offlineModel } from "../../offline/offline-provider.ts";
import { completeSecrets } from "./complete-secrets.ts";
import { sealConnection } from "./connection-secrets.ts";
import { findStored } from "./find-stored.ts";
import { isKnownConnection, rememberConnections } from "./known-connections.ts";
import { defaultModelSetting, storedConnectionsPlace } from "./stored-connections.ts";

/** Most connections that admins can make: each is asked for its models. */
const mostConnections = 50;

/** What changing connections depends on. */
export interface ChangeDeps {
  sealed: SealedSecrets;
  /** The names of the connections in the server's settings. */
  configured: ReadonlySet<string>;
  /** The starts of names of the settings' models (`find-prefixes.ts`). */
  prefixes: readonly string[];
}

/**
 * Stores a connection, for all nodes at once.
 *
 * @param change.revision of the connection that was edited; null makes a new one
 * @returns its new revision
 * @throws RequestError `conflict` for a name that is taken, or when another admin was faster;
 *   `not_found`; `invalid_input`
 */
export async function saveConnection(
  tx: Transaction,
  { sealed, configured, prefixes }: ChangeDeps,
  { revision, connection }: { revision: number | null; connection: ConnectionInput },
): Promise<number> {
  const { id, kind, baseUrl, models } = connection;
  if (configured.has(id))
    throw new RequestError("conflict", "The server's settings have a connection of this name.");
  const before = revision === null ? null : await findStored(tx, id);
  const secrets = sealConnection(sealed, id, completeSecrets(sealed, connection, before));
  const access = connection.access ?? before?.access ?? "everyone";
  const { maxConcurrent = before?.maxConcurrent ?? null } = connection;
  const values = { kind, baseUrl, models, access, maxConcurrent, sealed: secrets };
  const next = (revision ?? 0) + 1;
  if (revision === null) {
    await lockConnections(tx);
    if (prefixes.includes(id) || (await isPrefixOfDefault(tx, configured, id)))
      throw new RequestError("conflict", prefixIsTaken(id));
    if ((await tx.$count(connections)) >= mostConnections)
      throw new RequestError("conflict", `There can be at most ${mostConnections} connections.`);
    const made = await tx
      .insert(connections)
      .values({ id, ...values })
      .onConflictDoNothing()
      .returning({ id: connections.id });
    if (made.length === 0) throw new RequestError("conflict", "This name is taken.");
  } else {
    const changed = await tx
      .update(connections)
      .set({ ...values, revision: next, updatedAt: sql`now()` })
      .where(and(eq(connections.id, id), eq(connections.revision, revision)))
      .returning({ id: connections.id });
    if (changed.length === 0) throw hasChanged();
  }
  await forgetCached(tx, storedConnectionsPlace);
  return next;
}

/**
 * Deletes a connection. Assistants and threads that name a model of it fail with `provider_removed`
 * from then on; assistants that name none go back to the default model of the settings, if it was one
 * of these.
 *
 * @throws RequestError `conflict` when another admin was faster; `not_found`
 */
export async function deleteConnection(
  tx: Transaction,
  { configured }: Pick<ChangeDeps, "configured">,
  { id, revision }: { id: string; revision: number },
): Promise<void> {
  await lockConnections(tx);
  const gone = await tx
    .delete(connections)
    .where(and(eq(connections.id, id), eq(connections.revision, revision)))
    .returning({ id: connections.id });
  if (gone.length === 0) {
    await findStored(tx, id);
    throw hasChanged();
  }
  await rememberConnections(tx, [id]);
  await forgetCached(tx, storedConnectionsPlace);
  // The settings have a connection of that name, which is the one that is used.
  if (configured.has(id)) return;
  await tx
    .delete(serverSettings)
    .where(and(eq(serverSettings.name, defaultModelSetting), isModelOf(id)));
}

/**
 * Chooses the model of assistants that name none; null goes back to that of the settings.
 *
 * @throws RequestError `invalid_input` for a model that leads to no connection
 */
export async function setDefaultModel(
  tx: Transaction,
  { configured }: Pick<ChangeDeps, "configured">,
  model: string | null,
): Promise<void> {
  await lockConnections(tx);
  if (model !== null && !(await leadsSomewhere(tx, configured, model)))
    throw new RequestError("invalid_input", "No connection has this model.", { fields: ["model"] });
  if (model === null)
    await tx.delete(serverSettings).where(eq(serverSettings.name, defaultModelSetting));
  else
    await tx
      .insert(serverSettings)
      .values({ name: defaultModelSetting, value: model })
      .onConflictDoUpdate({
        target: serverSettings.name,
        set: { value: model, updatedAt: sql`now()` },
      });
  await forgetCached(tx, storedConnectionsPlace);
}

async function leadsSomewhere(
  tx: Transaction,
  configured: ReadonlySet<string>,
  model: string,
): Promise<boolean> {
  if (model === offlineModel) return true;
  const front = model.slice(0, Math.max(0, model.indexOf("/")));
  if (configured.has(front)) return true;
  if ((await tx.$count(connections, eq(connections.id, front))) > 0) return true;
  // Where the settings have a connection, a name without another's in front is one of its models.
  return configured.size > 0 && !(await isKnownConnection(tx, front));
}

/** Whether the default model is one of the settings' that a connection of this id would take over. */
async function isPrefixOfDefault(
  tx: Transaction,
  configured: ReadonlySet<string>,
  id: string,
): Promise<boolean> {
  if (configured.size === 0) return false;
  const isChosen = and(eq(serverSettings.name, defaultModelSetting), isModelOf(id));
  return (await tx.$count(serverSettings, isChosen)) > 0 && !(await isKnownConnection(tx, id));
}

/** Whether a setting is the name of a connection's model. */
function isModelOf(id: string) {
  return sql`starts_with(${serverSettings.value} #>> '{}', ${`${id}/`})`;
}

function prefixIsTaken(id: string): string {
  return `Names of models in the server's settings already begin with ${id}/. Choose another name for the connection, such as ${id}-2.`;
}

/** Makes changes that depend on which connections there are wait for each other. */
async function lockConnections(tx: Transaction): Promise<void> {
  await tx.execute(sql`lock table ${connections} in share row exclusive mode`);
}

function hasChanged(): RequestError {
  return new RequestError("conflict", "Another admin has changed this connection. Load it again.");
}
