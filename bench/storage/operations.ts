import { newId } from "../../shared/ids.ts";
import type { FinalChunk } from "../../shared/generation-event.ts";
import type { SendMessage } from "../../shared/requests.ts";
import { compactLogs } from "../../server/chat/generation/compact-logs.ts";
import { claimGeneration, findAbandoned } from "../../server/chat/generation/claim-generation.ts";
import { finishGeneration } from "../../server/chat/generation/finish-generation.ts";
import { flushChunks } from "../../server/chat/generation/flush-chunks.ts";
import { loadConversation } from "../../server/chat/generation/load-conversation.ts";
import type { DatabaseClient } from "../../server/platform/db/client.ts";
import { createLog } from "../../server/platform/log.ts";
import { createMetrics } from "../../server/platform/metrics/create-metrics.ts";
import { listMessages } from "../../server/chat/messages/list-messages.ts";
import { sendMessage } from "../../server/chat/messages/send-message.ts";
import { listThreads } from "../../server/chat/threads/list-threads.ts";
import { noTracer } from "../../server/platform/tracing/tracer.ts";

const nodeId = "bench000";

const final: FinalChunk = { type: "final", status: "completed", error: null, usage: null };

/**
 * Runs one reply after another in one thread, and returns the milliseconds of each kind of step.
 */
export async function runOperations(
  { db, sql }: DatabaseClient,
  { userId, rounds }: { userId: string; rounds: number },
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  async function timed<T>(name: string, run: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const result = await run();
    times.set(name, [...(times.get(name) ?? []), performance.now() - startedAt]);
    return result;
  }
  const deps = {
    db,
    log: createLog("silent"),
    defaultWorkflowId: "wf_default",
    defaultModel: async () => "mock",
    nodeId,
    metrics: createMetrics(),
    tracer: noTracer,
    jobs: { enqueue: async () => {}, enqueueBehind: async () => {} },
    places: { hold: () => null },
    fallbacks: () => [],
    catalog: { mayOffer: () => true, isRemoved: () => false, mayUse: () => true },
    publish: () => {},
    hasPush: true,
  };
  const threadId = newId("thread");
  let parentId: SendMessage["parentId"] = null;
  for (let round = 0; round < rounds; round++) {
    const ids = { id: newId("message"), replyId: newId("message"), threadId };
    const send: SendMessage = { ...ids, parentId, text: "A question?" };
    const { reply } = await timed("send a message", () => sendMessage(deps, userId, send));
    const generationId = reply.generation?.id ?? "";
    const claim = await timed("claim its reply", () => claimGeneration(sql, nodeId, generationId));
    if (!claim) throw new Error("the reply was not there to be claimed");
    await timed("load the conversation", () =>
      loadConversation(sql, { threadId, messageId: reply.id }),
    );
    const { fence, attempt, lastSeq } = claim;
    const pieces = Array.from({ length: 10 }, () => "some text ");
    await timed("flush ten chunks", () =>
      flushChunks(sql, nodeId, [{ generationId, fence, attempt, lastSeq, pieces }]),
    );
    await timed("end it", () =>
      finishGeneration(deps, {
        ...claim,
        lastSeq: lastSeq + pieces.length,
        committed: pieces,
        rest: [],
        final,
      }),
    );
    await timed("list its messages", () => listMessages(db, { threadId, userId, limit: 50 }));
    await timed("list the threads", () => listThreads(db, { userId, limit: 30 }));
    await timed("look for abandoned replies", () => findAbandoned(sql, 10));
    await timed("look for logs to delete", () => compactLogs(sql, 10));
    parentId = reply.id;
  }
  return times;
}
