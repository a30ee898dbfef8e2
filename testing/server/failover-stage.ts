import postgres, { type Sql } from "postgres";
import type { Message } from "../../shared/message.ts";
import type { App } from "../../server/app/app.ts";
import type { ProviderSettings } from "../../server/models/provider-settings.ts";
import { type MockProvider, startMockProvider } from "../mock-provider/mock-provider.ts";
import type { LoggedRequest } from "../mock-provider/request-log.ts";
import {
  type ApiAnswer,
  type ApiRequest,
  type ModelApi,
  startModelApi,
} from "../model-apis/model-api.ts";
import { scripted } from "../model-apis/replies.ts";
import { untilRow } from "../until.ts";
import { titleTokens } from "../../server/models/title-prompt.ts";
import { present } from "../present.ts";
import { openChatSocket, type WatchedReply } from "./chat-socket.ts";
import { connectionTo } from "./connection-to.ts";
import { startTestApp } from "./start-test-app.ts";
import { createStartedDatabase } from "./test-database.ts";
import { newSend, newVisitor, type Visitor } from "./visitor.ts";

/** The fallback models, in this order. */
export const fallbacks = ["claude/first", "claude/second"] as const;

/** The nodes' timeout for the first byte, in milliseconds. */
const firstByteTimeoutMs = 1_000;

/** Nodes whose models are chat completions, with two models of Anthropic's API as fallbacks. */
export interface FailoverStage extends AsyncDisposable {
  nodes: readonly App[];
  sql: Sql;
  visitor: Visitor;
  /** The connection that is tried first. */
  mock: MockProvider;
  claude: ModelApi;
  /** Sends a message to a model of the first connection and reads the reply to its end. */
  ask(text: string, options?: AskOptions): Promise<Answered>;
}

interface AskOptions {
  /** A model that no other test uses by default. */
  model?: string;
  /** Answers of the fallbacks' server, in order. */
  stoodIn?: readonly ApiAnswer[];
  /** The node to send to; the first by default. */
  node?: App;
  /** The assistant; the default one if absent. */
  workflowId?: string;
  /** The reply to follow, in a thread that has a title; a new thread by default. */
  after?: Message;
}

/** The outcome of a message. */
export interface Answered {
  model: string;
  reply: Message;
  seen: WatchedReply;
  /** Requests for it to the first connection, and to the fallbacks' server. */
  asked: readonly LoggedRequest[];
  stoodIn: readonly ApiRequest[];
}

/** The usual answer of the fallbacks' server. */
export const standIn = scripted.anthropic({ texts: ["From the ", "stand-in"] });

/** A refusal of the fallbacks' server. */
export function refusal(status: number, type: string): ApiAnswer {
  return { status, json: { type: "error", error: { type, message: "no" } } };
}

/** Starts nodes on one database. */
export async function openFailoverStage(
  settings: Partial<Extract<ProviderSettings, { kind: "connected" }>> = {},
  count = 1,
): Promise<FailoverStage> {
  await using opening = new AsyncDisposableStack();
  const { url: databaseUrl } = opening.use(await createStartedDatabase());
  const mock = opening.use(await startMockProvider());
  const claude = opening.use(startModelApi());
  const provider: ProviderSettings = {
    kind: "connected",
    connections: [
      connectionTo(mock.url),
      connectionTo(`${claude.url}/v1`, { id: "claude", kind: "anthropic", apiKey: "k" }),
    ],
    model: "mock",
    fallbacks,
    firstByteTimeoutMs,
    idleTimeoutMs: 10_000,
    totalTimeoutMs: 60_000,
    ...settings,
  };
  const start = () => startTestApp({ databaseUrl, config: { logLevel: "silent", provider } });
  const nodes: App[] = [];
  while (nodes.length < count) nodes.push(opening.use(await start()));
  const sql = postgres(databaseUrl, { max: 2 });
  opening.defer(() => sql.end());
  const visitor = await newVisitor(present(nodes[0]).origin);
  const stage = { nodes, sql, visitor, mock, claude };
  const opened = opening.move();
  let asked = 0;
  return {
    ...stage,
    ask: (text, options = {}) => ask(stage, text, { model: `model-${++asked}`, ...options }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function ask(
  { nodes, sql, visitor, mock, claude }: Omit<FailoverStage, "ask" | keyof AsyncDisposable>,
  text: string,
  {
    model,
    stoodIn = [standIn],
    node = present(nodes[0]),
    workflowId,
    after,
  }: AskOptions & { model: string },
): Promise<Answered> {
  await sql`update workflows set model = ${model}`;
  claude.answers.splice(0, Infinity, ...stoodIn);
  const before = { asked: mock.requests.length, stoodIn: claude.requests.length };
  using socket = openChatSocket(node.origin, visitor.token);
  const where = after ? { threadId: after.threadId, parentId: after.id } : {};
  const which = workflowId === undefined ? {} : { workflowId };
  const sent = await socket.api.messages.send.mutate(newSend({ text, ...where, ...which }));
  const seen = await socket.watch(present(sent.reply.generation).id, { parts: true });
  const { threadId, id } = sent.reply;
  // The title is requested after the reply; it would take the answers meant for the next one.
  if (seen.final?.status === "completed")
    await untilRow(
      "the title",
      () => sql`select 1 from threads where id = ${threadId} and title is not null`,
    );
  const { messages } = await socket.api.messages.list.query({ threadId });
  return {
    model,
    reply: present(messages.find((message) => message.id === id)),
    seen,
    asked: mock.requests.slice(before.asked).filter(({ kind }) => kind === "reply"),
    stoodIn: claude.requests
      .slice(before.stoodIn)
      .filter(({ body }) => body["max_tokens"] !== titleTokens),
  };
}
