import type { Sql } from "postgres";
import { newId } from "../../shared/ids.ts";
import type { Message } from "../../shared/message.ts";
import { openGuestSession } from "../../server/people/auth/auth-session.ts";
import type { DecidedEntry } from "../../server/people/entry/entry-rules.ts";
import { SessionSecrets } from "../../server/people/auth/session-secrets.ts";
import { type Database, openDatabase } from "../../server/platform/db/client.ts";
import type { Catalog } from "../../server/models/catalog/catalog.ts";
import type { Chunk } from "../../server/chat/generation/chunk-log.ts";
import type { QueueName } from "../../shared/job-names.ts";
import type { JobPayloads } from "../../server/app/queues.ts";
import type { JobQueue } from "../../server/platform/jobs/job-queue.ts";
import { createLog } from "../../server/platform/log.ts";
import { selectMessages, toMessage } from "../../server/chat/messages/message-view.ts";
import type { SentMessage } from "../../server/chat/messages/start-reply.ts";
import { sendMessage } from "../../server/chat/messages/send-message.ts";
import type { ReplyPlaces } from "../../server/chat/messages/start-transaction.ts";
import { messages } from "../../server/platform/db/schema/threads.ts";
import { ensureDefaultWorkflow } from "../../server/assistants/workflows/ensure-default-workflow.ts";
import {
  nothingToPrepare,
  type PrepareWorkflow,
} from "../../server/assistants/workflows/upstream/prepare-workflow.ts";
import { eq } from "drizzle-orm";
import { createTestDatabase } from "./test-database.ts";
import { newSend } from "./visitor.ts";
import { noTracer, type Tracer } from "../../server/platform/tracing/tracer.ts";

/** A requested reply. */
export interface AskedReply {
  threadId: string;
  /** Id of the reply, not of the question. */
  messageId: string;
  generationId: string;
}

/** A database with one user, for tests of replies without HTTP and without pg-boss. */
export interface Stage extends AsyncDisposable {
  url: string;
  db: Database;
  sql: Sql;
  sessionSecrets: SessionSecrets;
  /** Lets guests in. */
  entry: DecidedEntry;
  userId: string;
  jobs: JobQueue<JobPayloads>;
  /** Follows nothing. */
  tracer: Tracer;
  prepareWorkflow: PrepareWorkflow;
  /** Has no places: replies are left to jobs. */
  places: ReplyPlaces;
  /** No model answers in another's place. */
  fallbacks(): readonly string[];
  /** Offers every model to every user. */
  catalog: Pick<Catalog, "mayOffer" | "isRemoved" | "mayUse">;
  /** Names of the jobs that were queued so far, oldest first. */
  jobNames: QueueName[];
  /** Sends a message in a new thread, or in the one given. */
  ask(text?: string, threadId?: string, parentId?: string): Promise<AskedReply>;
  /** Sends a message of a guest who has sent none before. */
  askAsOther(): Promise<AskedReply>;
  /** Sends a message in a new thread on a node with these places. */
  askAt(places: ReplyPlaces): Promise<AskedReply>;
  chunks(generationId: string): Promise<Chunk[]>;
  /** A message as its owner sees it; undefined when it is gone. */
  message(id: string): Promise<Message | undefined>;
  /** Makes a generation look as if its worker had died long ago. */
  expireLease(generationId: string): Promise<void>;
}

const workflowId = "wf_default";

/** Creates a fresh database with a workflow and a guest. */
export async function createStage(): Promise<Stage> {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(await createTestDatabase());
  const { db, sql } = opening.use(openDatabase(url, 10));
  await ensureDefaultWorkflow(db, { id: workflowId });
  const sessionSecrets = new SessionSecrets(["a secret that only tests know about"], false);
  const entry: DecidedEntry = { signUp: null, guests: "on" };
  const newGuest = async () => {
    const where = { userAgent: null, address: "127.0.0.1", preferences: {} };
    const { user } = await openGuestSession({ db, sessionSecrets, entry }, where);
    return user.id;
  };
  const userId = await newGuest();
  const log = createLog("silent");
  const jobNames: QueueName[] = [];
  const jobs: JobQueue<JobPayloads> = {
    enqueue: async (_tx, name) => void jobNames.push(name),
    enqueueBehind: async (_tx, name) => void jobNames.push(name),
  };
  const places: ReplyPlaces = { hold: () => null };
  const fallbacks = () => [];
  const catalog = { mayOffer: () => true, isRemoved: () => false, mayUse: () => true };
  const deps = {
    db,
    jobs,
    log,
    tracer: noTracer,
    defaultWorkflowId: workflowId,
    defaultModel: async () => "scripted",
    fallbacks,
    catalog,
  };
  const opened = opening.move();
  return {
    url,
    sessionSecrets,
    entry,
    db,
    sql,
    userId,
    jobs,
    tracer: noTracer,
    prepareWorkflow: nothingToPrepare,
    places,
    fallbacks,
    catalog,
    jobNames,
    async ask(text = "hello", threadId = newId("thread"), parentId) {
      const send = { ...newSend({ text, threadId }), parentId: parentId ?? null };
      return toAsked(await sendMessage({ ...deps, places }, userId, send));
    },
    async askAsOther() {
      return toAsked(await sendMessage({ ...deps, places }, await newGuest(), newSend()));
    },
    async askAt(elsewhere) {
      return toAsked(await sendMessage({ ...deps, places: elsewhere }, userId, newSend()));
    },
    async chunks(generationId) {
      return [
        ...(await sql<Chunk[]>`
          select seq, attempt, kind, body, event from chunks
          where generation_id = ${generationId} order by seq`),
      ];
    },
    async message(id) {
      return (await selectMessages(db, eq(messages.id, id))).map(toMessage)[0];
    },
    async expireLease(generationId) {
      await sql`update generations set lease_until = now() - interval '1 minute' where id = ${generationId}`;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

function toAsked({ thread, reply }: SentMessage): AskedReply {
  return { threadId: thread.id, messageId: reply.id, generationId: reply.generation?.id ?? "" };
}
