import type { Message } from "../../shared/message.ts";
import type { Thread } from "../../shared/thread.ts";
import { chosenFields } from "./inference-choice.ts";
import type { OutboxEntry } from "../types.ts";

/** Above every `seq` of the server, which is a 32-bit integer. */
const afterAll = 2 ** 32;

/**
 * The future message of an outbox entry, and its empty replies. `place` is its index in the outbox.
 */
export function optimisticMessages(entry: OutboxEntry, place: number): Message[] {
  const seq = afterAll + 3 * place;
  const { replyId, compareWith } = entry;
  return [
    optimisticMessage(entry, seq),
    optimisticReply(entry, replyId, seq + 1),
    ...(compareWith ? [optimisticReply(entry, compareWith.replyId, seq + 2)] : []),
  ];
}

function optimisticMessage(entry: OutboxEntry, seq: number): Message {
  const { id, threadId, parentId, text, attachments, createdAt } = entry;
  const files = attachments ? { attachments: [...attachments] } : {};
  return { id, threadId, parentId, seq, role: "user", text, createdAt, generation: null, ...files };
}

/** An empty reply, which has no generation until the server creates one. */
function optimisticReply(entry: OutboxEntry, id: string, seq: number): Message {
  const { id: parentId, threadId, createdAt } = entry;
  return { id, threadId, parentId, seq, role: "assistant", text: "", createdAt, generation: null };
}

/** The thread that a first message will create. `workflowId` is empty for the default workflow. */
export function optimisticThread(entry: OutboxEntry): Thread {
  const { provisionalTitle } = entry;
  return {
    id: entry.threadId,
    workflowId: entry.workflowId ?? "",
    title: null,
    ...(provisionalTitle === undefined ? {} : { provisionalTitle }),
    createdAt: entry.createdAt,
    updatedAt: entry.createdAt,
    running: entry.state !== "refused",
    unread: false,
    ...(entry.temporary ? { temporary: true as const } : {}),
    ...(entry.projectId === undefined ? {} : { projectId: entry.projectId }),
    ...chosenFields(entry),
  };
}

/** A sibling of a reply that the server has not created yet. */
export function optimisticSibling(of: Message, id: string, createdAt: string): Message {
  const { feedback: _, ...rest } = of;
  return { ...rest, id, seq: afterAll - 1, text: "", createdAt, generation: null };
}
