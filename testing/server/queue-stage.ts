import { newId } from "../../shared/ids.ts";
import type { QueueMessage } from "../../shared/requests.ts";
import { RequestError } from "../../server/platform/errors.ts";
import {
  type GenerationOfUser,
  stopGeneration,
} from "../../server/chat/generation/stop-generation.ts";
import { listMessages } from "../../server/chat/messages/list-messages.ts";
import { queueMessage } from "../../server/chat/messages/queue/queue-message.ts";
import { ProviderError } from "../../server/models/provider.ts";
import { type AskedReply, createStage, type Stage } from "./stage.ts";
import { startTestWorker, type TestWorker } from "./test-worker.ts";

/** A stage with a worker, for tests of queued messages. */
export async function createQueueStage() {
  const stage = await createStage();
  const worker = startTestWorker(stage);
  return {
    stage,
    worker,
    deps: {
      ...worker.deps,
      defaultWorkflowId: "wf_default",
      stopReply: (of: GenerationOfUser) => stopGeneration(worker.deps, of),
    },
    queue(request: QueueMessage) {
      return queueMessage(this.deps, stage.userId, request);
    },
    own: (id: string) => ({ id, userId: stage.userId }),
    shown: (threadId: string) => shown(stage, threadId),
    generationOf: (replyId: string) => generationOf(stage, replyId),
    write: (generationId: string, end: "finish" | "fail" = "finish") =>
      write(worker, generationId, end),
    async [Symbol.asyncDispose]() {
      worker[Symbol.dispose]();
      await stage[Symbol.asyncDispose]();
    },
  };
}

export type QueueStage = Awaited<ReturnType<typeof createQueueStage>>;

/** A request to send a message after a reply. */
export function nextAfter(asked: AskedReply, change: Partial<QueueMessage> = {}): QueueMessage {
  const { threadId, messageId: parentId } = asked;
  const ids = { id: newId("message"), replyId: newId("message") };
  return { ...ids, threadId, parentId, text: "next", ...change };
}

/** The code that a use-case refused with. */
export async function refusalCode(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof RequestError)) throw new Error("the call was not refused");
  return error.code;
}

/** What the screen shows of a thread: its messages, and the queue. */
async function shown({ db, userId }: Stage, threadId: string) {
  const page = await listMessages(db, { threadId, userId, limit: 100 });
  return {
    messages: page.messages.map(({ id, parentId }) => ({ id, parentId })),
    queue: page.queue?.map(({ id }) => id),
  };
}

async function generationOf({ sql }: Stage, replyId: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select id from generations where message_id = ${replyId}`;
  return row?.id ?? "";
}

/** Lets the worker write a reply and ends it. */
async function write(
  worker: TestWorker,
  generationId: string,
  end: "finish" | "fail",
): Promise<void> {
  const running = worker.generate(generationId);
  const call = await worker.provider.call(worker.provider.calls + 1);
  call.say("text");
  if (end === "finish") call.finish();
  else call.fail(new ProviderError("provider_cut", "cut"));
  await running;
}
