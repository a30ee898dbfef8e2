import type { Attachment } from "../../shared/attachment.ts";
import { isLive } from "../../shared/generation-status.ts";
import type { Message } from "../../shared/message.ts";
import type { Thread } from "../../shared/thread.ts";
import type { AnswerBy } from "../../shared/requests.ts";
import type { ChatState, OutboxEntry } from "../types.ts";
import { isFirstMessage } from "../outbox-plan.ts";
import { optimisticMessages, optimisticThread } from "./optimistic.ts";

/** For each parent's id, or `root`, the child that the user chose to see. */
export type BranchSelection = Readonly<Record<string, string>>;

/** One message of the branch on the screen. */
export interface BranchItem {
  /** The message's id, the same before and after the server has it: a key for lists. */
  id: string;
  message: Message;
  /** The ids of all messages with the same parent, including this one, oldest first: ‹2/3›. */
  siblings: readonly string[];
  /** This one's index in `siblings`. */
  index: number;
  /** The outbox entry of this message or reply, until the server has it. */
  entry: OutboxEntry | null;
}

/** All threads newest first, including those that only exist in the outbox. */
export function sortedThreads(state: ChatState): Thread[] {
  const threads = new Map(Object.entries(state.threads));
  for (const entry of state.outbox) {
    const isNew = !threads.has(entry.threadId) && startsThread(state, entry);
    if (isNew) threads.set(entry.threadId, optimisticThread(entry));
  }
  return [...threads.values()].sort(
    (a, b) => compare(b.updatedAt, a.updatedAt) || compare(b.id, a.id),
  );
}

/** The same by place in the list, without archived and temporary ones and those that projects show. */
export function listedThreads(state: ChatState): { pinned: Thread[]; others: Thread[] } {
  const threads = sortedThreads(state).filter(({ temporary }) => !temporary);
  const projectIds = new Set(state.projects.map(({ id }) => id));
  return {
    pinned: threads.filter(({ place }) => place === "pinned"),
    others: threads.filter(
      ({ place, projectId = "" }) => place === undefined && !projectIds.has(projectId),
    ),
  };
}

/** A project's threads without archived ones, newest first, as far as they are loaded. */
export function threadsOfProject(state: ChatState, projectId: string): Thread[] {
  return sortedThreads(state).filter(
    (thread) => thread.projectId === projectId && thread.place !== "archived",
  );
}

/** The threads with a tag without archived ones, newest first, as far as they are loaded. */
export function threadsWithTag(state: ChatState, tag: string): Thread[] {
  return sortedThreads(state).filter(
    (thread) => thread.tags?.includes(tag) && thread.place !== "archived",
  );
}

/** One thread, from the server or the outbox; null if unknown. */
export function threadById(state: ChatState, threadId: string): Thread | null {
  const entry = state.outbox.find(
    (each) => each.threadId === threadId && startsThread(state, each),
  );
  return state.threads[threadId] ?? (entry ? optimisticThread(entry) : null);
}

/**
 * The messages from the start of a thread (as far as it is loaded) to a leaf: by default that of the
 * thread's active branch or, below a sibling in `selection`, the newest one. Includes outbox entries as a message and
 * an empty reply, with the ids that the server's copies will have.
 */
export function activeBranch(
  state: ChatState,
  threadId: string,
  selection: BranchSelection = toActiveLeaf(state, threadId),
): BranchItem[] {
  const { messages, entries } = threadMessages(state, threadId);
  const children = byParent(messages);
  const best = newestFirst(messages);
  const roots = [...children].flatMap(([parent, group]) =>
    holds(state, entries, parent) ? [] : group,
  );
  if (roots.length === 0) return [];

  const branch: BranchItem[] = [];
  // If the beginning is not loaded, the branch starts at a message whose parent is missing.
  let parent = best(roots).parentId ?? root;
  for (let group = children.get(parent); group; group = children.get(parent)) {
    const chosen = selection[parent];
    const message = group.find((each) => each.id === chosen) ?? best(group);
    const siblings = group.map((each) => each.id);
    const index = siblings.indexOf(message.id);
    const entry = entries.get(message.id) ?? null;
    branch.push({ id: message.id, message, siblings, index, entry });
    parent = message.id;
  }
  return branch;
}

/**
 * What to select for a thread's active branch, which is that of its last message in the outbox if
 * there is one.
 */
function toActiveLeaf(state: ChatState, threadId: string): BranchSelection {
  const said = state.outbox.findLast((entry) => entry.threadId === threadId && !entry.queued);
  const leafId = state.threads[threadId]?.activeLeafId;
  const path = leafId === undefined ? {} : branchThrough(state, leafId);
  return said ? { ...path, [said.parentId ?? root]: said.id } : path;
}

/** What to select so that a message is in the active branch, as far as its ancestors are loaded. */
export function branchThrough(state: ChatState, messageId: string): BranchSelection {
  const path: Record<string, string> = {};
  for (let message = state.messages[messageId]; message;) {
    path[message.parentId ?? root] = message.id;
    message = message.parentId === null ? undefined : state.messages[message.parentId];
  }
  return path;
}

/**
 * The parent of a new message: the last one that the server has, or will have without the user's
 * help.
 */
export function nextParentId(branch: readonly BranchItem[]): string | null {
  const last = branch.findLast((item) => item.entry?.state !== "refused");
  return last?.id ?? null;
}

/**
 * Whether a message is an incomplete reply; one that the server does not know has no generation.
 */
export function isUnfinished({ role, generation }: Message): boolean {
  return role === "assistant" && (generation === null || isLive(generation));
}

/** A message queued behind a reply. */
export interface WaitingMessage {
  id: string;
  text: string;
  attachments: readonly Attachment[];
  /** Who answers it alone. */
  answerBy: AnswerBy | undefined;
  /** Whether it is sent when the reply before it ends in any way, rather than only completely. */
  urgent: boolean;
  /** Its outbox entry, until the server has it. */
  entry: OutboxEntry | null;
}

/** A thread's queued messages, in order: those on the server, then those in the outbox. */
export function waitingMessages(state: ChatState, threadId: string): WaitingMessage[] {
  const stored = (state.queues[threadId] ?? []).filter(({ id }) => !(id in state.messages));
  const ids = new Set(stored.map(({ id }) => id));
  const unsent = state.outbox.filter(
    ({ id, queued, ...entry }) =>
      queued && entry.threadId === threadId && !ids.has(id) && !(id in state.messages),
  );
  return [
    ...stored.map(({ id, text, attachments = [], answerBy, urgent }) => ({
      id,
      text,
      attachments,
      answerBy,
      urgent,
      entry: null,
    })),
    ...unsent.map((entry) => {
      const { id, text, attachments = [], answerBy } = entry;
      return { id, text, attachments, answerBy, urgent: false, entry };
    }),
  ];
}

/** Stands for the parent of a thread's first messages. */
const root = "root";

/** Whether a message is known, from the server or the outbox. */
function holds(state: ChatState, entries: ReadonlyMap<string, OutboxEntry>, id: string): boolean {
  return id in state.messages || entries.has(id);
}

/** A thread's messages in order of `seq`, including the outbox's, and the entries of those. */
export function threadMessages(state: ChatState, threadId: string) {
  const messages: Message[] = [];
  let isInOrder = true;
  for (const message of Object.values(state.messages)) {
    if (message.threadId !== threadId) continue;
    isInOrder &&= message.seq > (messages.at(-1)?.seq ?? -1);
    messages.push(message);
  }
  // They usually are: this runs for every frame of a reply.
  if (!isInOrder) messages.sort((a, b) => a.seq - b.seq);
  const last = messages.at(-1)?.id ?? null;
  const entries = new Map<string, OutboxEntry>();
  for (const [place, entry] of state.outbox.entries()) {
    if (entry.threadId !== threadId || entry.queued) continue;
    for (const message of optimisticMessages(entry, place)) {
      if (message.id in state.messages) continue;
      // A message whose parent is unknown, for example discarded, goes to the end.
      const isLost = message.parentId !== null && !holds(state, entries, message.parentId);
      messages.push(isLost ? { ...message, parentId: last } : message);
      entries.set(message.id, entry);
    }
  }
  return { messages, entries };
}

/** Picks from siblings the one with the newest message at or below it. */
function newestFirst(messages: readonly Message[]): (group: readonly Message[]) => Message {
  let newest: Map<string, number> | undefined;
  return (group) =>
    group.reduce((a, b) => {
      newest ??= newestBelow(messages);
      return (newest.get(b.id) ?? 0) > (newest.get(a.id) ?? 0) ? b : a;
    });
}

/** For each message the highest `seq` at or below it. A child's `seq` is above its parent's. */
function newestBelow(messages: readonly Message[]): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { id, parentId, seq } of messages.toReversed()) {
    const own = newest.get(id) ?? seq;
    newest.set(id, own);
    if (parentId !== null) newest.set(parentId, Math.max(own, newest.get(parentId) ?? 0));
  }
  return newest;
}

function byParent(messages: readonly Message[]): Map<string, Message[]> {
  const groups = new Map<string, Message[]>();
  for (const message of messages) {
    const parent = message.parentId ?? root;
    const group = groups.get(parent);
    if (group) group.push(message);
    else groups.set(parent, [message]);
  }
  return groups;
}

/**
 * Whether an entry is the first message of a thread that the server does not have; a deleted one
 * does not come back.
 */
function startsThread(state: ChatState, entry: OutboxEntry): boolean {
  if (entry.threadDeleted) return false;
  return isFirstMessage(entry) && state.loads[entry.threadId]?.status !== "missing";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
