import postgres, { type Sql } from "postgres";
import type { AppRouter } from "../../server/api/trpc/router.ts";
import type { TRPCClient } from "@trpc/client";
import type { App } from "../../server/app/app.ts";
import type { Connection } from "../../server/models/connections/connection.ts";
import type { ProviderSettings } from "../../server/models/provider-settings.ts";
import type { ConnectionInput } from "../../shared/connections.ts";
import { newId } from "../../shared/ids.ts";
import type { Message } from "../../shared/message.ts";
import type { SendMessage } from "../../shared/requests.ts";
import type { WorkflowDefinition } from "../../shared/workflow.ts";
import { type MockProvider, startMockProvider } from "../mock-provider/mock-provider.ts";
import { present } from "../present.ts";
import { untilTrue } from "../until.ts";
import { newAdmin } from "./accounts.ts";
import { openChatSocket } from "./chat-socket.ts";
import { connectionTo, providerTo } from "./connection-to.ts";
import { startTestApp } from "./start-test-app.ts";
import { apiAs, newSend, newVisitor, type Visitor } from "./visitor.ts";

/** Two nodes whose settings connect one model server, and another server for admins to connect. */
export interface ConnectionsStage extends AsyncDisposable {
  nodes: readonly [App, App];
  /** The server of the settings. */
  own: MockProvider;
  /** The server that admins connect. */
  theirs: MockProvider;
  sql: Sql;
  admin: TRPCClient<AppRouter>["admin"];
  visitor: Visitor;
  /** Connects `theirs` under a name; resolves once both nodes know it. */
  connect(id: string, change?: Partial<ConnectionInput>): Promise<void>;
  /** Deletes a connection; resolves once both nodes know. */
  remove(id: string): Promise<void>;
  /** The reply to a message, once it has ended. */
  ask(change: Partial<SendMessage>, of?: Visitor): Promise<Message>;
  /** The secret of an API key of the admin. */
  newKey(): Promise<string>;
  /** Publishes a new assistant. */
  assistant(change: Partial<WorkflowDefinition>): Promise<string>;
  /** The models that a server was asked for in replies, the oldest first. */
  askedOf(server: MockProvider): unknown[];
}

/** @param settings of both nodes, given the connection to `own`; by default they have it alone */
export async function openConnectionsStage(
  settings: (own: Connection) => ProviderSettings = (own) => providerTo([own]),
): Promise<ConnectionsStage> {
  await using opening = new AsyncDisposableStack();
  const own = opening.use(await startMockProvider());
  const theirs = opening.use(await startMockProvider());
  const config = { logLevel: "silent" as const, provider: settings(connectionTo(own.url)) };
  const first = opening.use(await startTestApp({ config }));
  const { databaseUrl } = first;
  const nodes = [first, opening.use(await startTestApp({ config, databaseUrl }))] as const;
  const sql = postgres(databaseUrl, { max: 2 });
  opening.defer(() => sql.end());
  const { token } = await newAdmin({ origin: first.origin, sql });
  const { admin, apiKeys } = apiAs(first.origin, token ?? "");
  const visitor = await newVisitor(first.origin);
  const opened = opening.move();

  /** Whether a node offers models of a connection. */
  const offers = async ({ origin }: App, id: string) => {
    const { models } = await apiAs(origin, token ?? "").admin.models.query();
    return models.some((name) => name.startsWith(`${id}/`));
  };

  return {
    nodes,
    own,
    theirs,
    sql,
    admin,
    visitor,
    async connect(id, change = {}) {
      const { url: baseUrl } = theirs;
      const usual = { kind: "openai-chat" as const, baseUrl, apiKey: null, models: ["mock"] };
      const connection = { ...usual, id, ...change };
      await admin.connections.save.mutate({ revision: null, connection });
      for (const node of nodes) await untilTrue(`${id} is offered`, () => offers(node, id));
    },
    async remove(id) {
      const { connections } = await admin.connections.list.query();
      const { revision } = present(connections.find((each) => each.id === id));
      await admin.connections.delete.mutate({ id, revision: present(revision) });
      for (const node of nodes)
        await untilTrue(`${id} is gone`, async () => !(await offers(node, id)));
    },
    async ask(change, of = visitor) {
      const { reply } = await of.api.messages.send.mutate(newSend(change));
      using socket = openChatSocket(first.origin, of.token);
      await socket.watch(present(reply.generation).id);
      const { messages } = await of.api.messages.list.query({ threadId: reply.threadId });
      return present(messages.find(({ id }) => id === reply.id));
    },
    async newKey() {
      const key = { name: newId("message"), scopes: ["chat" as const] };
      return (await apiKeys.create.mutate(key)).secret;
    },
    async assistant(change) {
      const { definition } = await admin.workflows.get.query({ id: "wf_default" });
      const id = newId("workflow");
      const changed = { ...definition, name: "Of this test", ...change };
      await admin.workflows.create.mutate({ id, definition: changed });
      await admin.workflows.publish.mutate({ id, draftRevision: 1 });
      return id;
    },
    askedOf: ({ requests }) =>
      requests.filter(({ kind }) => kind === "reply").map(({ body }) => Object(body).model),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
