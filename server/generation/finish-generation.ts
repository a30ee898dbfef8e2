import { and, eq, sql } from "drizzle-orm";
import type { FinalChunk } from "../../shared/generation-event.ts";
import type { Database, Transaction } from "../db/client.ts";
import { chunks, generations } from "../db/schema/generations.ts";
import { messages, threads } from "../db/schema/threads.ts";
import { appendFeed } from "../feed/append-feed.ts";
import type { JobQueue } from "../jobs/job-queue.ts";
import { noticeChannels } from "../streams/notices.ts";
import { lockThread, readThread } from "../threads/access.ts";
import type { Chunk } from "./chunk-log.ts";
import { noticePayloads } from "./flush-chunks.ts";

/** A generation at its end, as its owner knows it. */
export interface Ending {
  id: string;
  threadId: string;
  messageId: string;
  userId: string;
  fence: number;
  attempt: number;
  lastSeq: number;
  /** Committed text of this attempt. */
  text: string;
  /** Text that still has to be logged. */
  rest: string[];
  final: FinalChunk;
}

/** What ending needs of the server. */
export interface FinishDeps {
  db: Database;
  jobs: JobQueue;
  nodeId: string;
  publish: (generationId: string, entries: Chunk[]) => void;
}

/**
 * Ends a generation: last text, `final` chunk, the message's text, status, usage, feed event and
 * title job in one transaction, guarded by the fence.
 *
 * @returns false when the generation has another owner, has ended already, or is gone
 */
export async function finishGeneration(deps: FinishDeps, ending: Ending): Promise<boolean> {
  const entries = lastEntries(ending);
  const done = await deps.db.transaction(async (tx) => {
    if (!(await lockThread(tx, ending))) return false;
    if (!(await endGeneration(tx, ending, entries.length))) return false;
    await tx.insert(chunks).values(entries.map((entry) => ({ generationId: ending.id, ...entry })));
    await tx
      .update(messages)
      .set({ text: ending.text + ending.rest.join("") })
      .where(eq(messages.id, ending.messageId));
    await tx
      .update(threads)
      .set({ updatedAt: sql`now()`, unread: true })
      .where(eq(threads.id, ending.threadId));
    const thread = await readThread(tx, ending);
    if (thread.title === null && ending.final.status === "completed")
      await deps.jobs.enqueue(tx, "title", { threadId: thread.id });
    await appendFeed(tx, ending.userId, [{ type: "thread.put", thread }]);
    for (const payload of noticePayloads(deps.nodeId, [{ generationId: ending.id, texts: [""] }])) {
      await tx.execute(sql`select pg_notify(${noticeChannels.chunks}, ${payload})`);
    }
    return true;
  });
  if (done) deps.publish(ending.id, entries);
  return done;
}

function lastEntries({ rest, final, lastSeq, attempt }: Ending): Chunk[] {
  const texts = rest.map((body, i): Chunk => ({
    seq: lastSeq + 1 + i,
    attempt,
    kind: "text",
    body,
  }));
  return [
    ...texts,
    { seq: lastSeq + 1 + rest.length, attempt, kind: "final", body: JSON.stringify(final) },
  ];
}

async function endGeneration(tx: Transaction, ending: Ending, added: number): Promise<boolean> {
  const { status, error, usage } = ending.final;
  const rows = await tx
    .update(generations)
    .set({
      status,
      error,
      usage,
      lastSeq: ending.lastSeq + added,
      leaseUntil: null,
      finishedAt: sql`now()`,
    })
    .where(
      and(
        eq(generations.id, ending.id),
        eq(generations.fence, ending.fence),
        eq(generations.lastSeq, ending.lastSeq),
        eq(generations.status, "running"),
      ),
    )
    .returning({ id: generations.id });
  return rows.length > 0;
}
