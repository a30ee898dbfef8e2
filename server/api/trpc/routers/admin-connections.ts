import type { AuditKind } from "../../../../shared/audit.ts";
import {
  type ConnectionList,
  type ConnectionTest,
  deleteConnectionSchema,
  saveConnectionSchema,
  setDefaultModelSchema,
  testConnectionSchema,
  tryConnectionSchema,
} from "../../../../shared/connections.ts";
import {
  deleteConnection,
  saveConnection,
  setDefaultModel,
} from "../../../models/connections/stored/change-connections.ts";
import { findPrefixes } from "../../../models/connections/find-prefixes.ts";
import { takenNames } from "../../../models/connections/connection-services.ts";
import { listOfDraft } from "../../../models/connections/list-of-draft.ts";
import { listConnections } from "../../../models/connections/stored/list-connections.ts";
import { openDraft } from "../../../models/connections/stored/open-draft.ts";
import { testConnection } from "../../../models/connections/test-connection.ts";
import { findLocalServers } from "../../../models/local/find-local-servers.ts";
import { recordAudit } from "../../../people/audit/record-audit.ts";
import { readUser } from "../../../chat/feed/read-user.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { admin, router } from "../init.ts";
import type { RequestContext } from "../request-context.ts";

/** Manages connections to model servers. Keys can be set, and are never returned. */
export const adminConnectionsRouter = router({
  list: admin.query(async ({ ctx }): Promise<ConnectionList> => ({
    ...(await listConnections(ctx.services.models.connections)),
    prefixes: await prefixesOf(ctx, longestLookMs),
  })),
  /** Creates or changes a connection. An omitted key and omitted headers stay as they are. */
  save: admin.input(saveConnectionSchema).mutation(async ({ ctx, input }) => {
    const { sealed, ...services } = ctx.services.models.connections;
    const prefixes = input.revision === null ? await prefixesOf(ctx, longestWaitMs) : [];
    const deps = { sealed, configured: takenNames(services), prefixes };
    const change = { kind: "connection_saved" as const, name: input.connection.id };
    return audited(ctx, change, async (tx) => ({
      revision: await saveConnection(tx, deps, input),
    }));
  }),
  delete: admin
    .input(deleteConnectionSchema)
    .mutation(({ ctx, input }) =>
      audited(ctx, { kind: "connection_deleted", name: input.id }, (tx) =>
        deleteConnection(tx, { configured: takenNames(ctx.services.models.connections) }, input),
      ),
    ),
  /** The models that a connection's server lists, or why it failed. It may be unsaved. */
  models: admin.input(tryConnectionSchema).mutation(async ({ ctx, input, signal }) => {
    const provider = await openDraft(ctx.services.models.connections, input);
    return listOfDraft(provider, signal);
  }),
  /** The model servers that run on this machine, while the server runs for development. */
  found: admin.query(({ ctx, signal }) =>
    findLocalServers(ctx.services.models.connections.localPorts, signal),
  ),
  /** Tests a connection by having a model reply. The connection may be unsaved. */
  test: admin
    .input(testConnectionSchema)
    .mutation(async ({ ctx, input: { model, ...draft }, signal }): Promise<ConnectionTest> => {
      const { connections } = ctx.services.models;
      const provider = await openDraft(connections, draft);
      const { id, language: locale, timeZone } = await readUser(connections.db, ctx.viewer.userId);
      return testConnection(provider, { model, user: { id, locale, timeZone } }, signal);
    }),
  setDefaultModel: admin
    .input(setDefaultModelSchema)
    .mutation(({ ctx, input: { model } }) =>
      audited(ctx, { kind: "default_model_chosen", name: model ?? "" }, (tx) =>
        setDefaultModel(tx, { configured: takenNames(ctx.services.models.connections) }, model),
      ),
    ),
});

/** Longest wait of the page for the servers' lists, in milliseconds: they are known as a rule. */
const longestLookMs = 150;

/** Longest wait of a new connection for them, in milliseconds. */
const longestWaitMs = 3_000;

function prefixesOf({ services }: RequestContext, longestMs: number): Promise<string[]> {
  const { catalog, connections } = services.models;
  return findPrefixes({ catalog, configured: connections.configured }, longestMs);
}

/** Makes a change and its audit entry in one transaction. */
function audited<Result>(
  { services, viewer, address }: RequestContext & { viewer: Viewer },
  { kind, name }: { kind: AuditKind; name: string },
  change: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return services.models.connections.db.transaction(async (tx) => {
    const result = await change(tx);
    const actorId = viewer.userId;
    await recordAudit(tx, { kind, actorId, userId: actorId, address, details: { name } });
    return result;
  });
}
