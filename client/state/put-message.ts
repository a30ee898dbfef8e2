import { hasEnded, isLive } from "../../shared/generation-status.ts";
import type { Message } from "../../shared/message.ts";
import type { ReplicaState } from "./replica.ts";

/** Whether a message can no longer change, except for its feedback. */
export function isSettled(message: Message): boolean {
  return message.generation === null || hasEnded(message.generation);
}

/** How many times the reply has been continued. */
function continuedTimes({ generation }: Message): number {
  return generation?.continuation?.number ?? 0;
}

/**
 * Merges a held message with a copy from the server, whichever is newer: the one continued more
 * often wins, then a final one; while both are live, the held text is ahead of the copy's, which is
 * empty.
 */
export function mergeMessage(held: Message | undefined, copy: Message): Message {
  if (!held) return copy;
  const ahead = continuedTimes(copy) - continuedTimes(held);
  if (ahead > 0) return withFeedback(withContent(copy, ahead === 1 ? held : null), held);
  if (ahead < 0 || isSettled(held)) return withSummary(withFeedback(held, copy), copy);
  if (isSettled(copy)) return copy;
  // A status of a later version says nothing about the held copy, so the new one wins.
  if (held.generation && !isLive(held.generation)) return copy;
  if (held.generation?.status !== "queued" || copy.generation?.status !== "running") return held;
  return { ...copy, ...contentOf(held) };
}

/**
 * A reply that is being continued, with its earlier content if the copy omits it. That is unknown
 * if this client missed the previous end: then the whole log is read.
 */
function withContent(copy: Message, before: Message | null): Message {
  const isKnown = before !== null && isSettled(before);
  return copy.text === "" && !isSettled(copy) && isKnown ? { ...copy, ...contentOf(before) } : copy;
}

function contentOf({ text, parts }: Message): Pick<Message, "text" | "parts"> {
  return parts ? { text, parts } : { text };
}

/** The same for the thread's summary up to it. */
function withSummary(held: Message, { summary }: Message): Message {
  if (!summary || summary.revision <= (held.summary?.revision ?? 0)) return held;
  return { ...held, summary };
}

/** A settled message can only change in its feedback; the higher revision wins. */
function withFeedback(held: Message, { feedback }: Message): Message {
  if (!feedback || feedback.revision <= (held.feedback?.revision ?? 0)) return held;
  return { ...held, feedback };
}

/** The message in its place, if it was moved: the copy may be older. */
function withParent(copy: Message, parentId: string | null | undefined): Message {
  return parentId === undefined || parentId === copy.parentId ? copy : { ...copy, parentId };
}

/** The state with these messages merged in, and without the streams of those that have ended. */
export function putMessages(state: ReplicaState, copies: readonly Message[]): ReplicaState {
  const changed: Record<string, Message> = {};
  let streams = state.streams;
  for (const original of copies) {
    if (state.removed[original.id]) continue;
    const copy = withParent(original, state.parents[original.id]);
    const held = state.messages[copy.id];
    const merged = mergeMessage(held, copy);
    if (merged !== held) changed[copy.id] = merged;
    const generation = merged.generation;
    if (generation && !isLive(generation)) streams = without(streams, generation.id);
    const before = held?.generation?.id;
    if (before !== undefined && before !== generation?.id) streams = without(streams, before);
  }
  const same = Object.keys(changed).length === 0;
  if (same && streams === state.streams) return state;
  return { ...state, messages: same ? state.messages : { ...state.messages, ...changed }, streams };
}

/** The record without a key; the same record if it does not have it. */
export function without<T>(
  record: Readonly<Record<string, T>>,
  key: string,
): Readonly<Record<string, T>> {
  if (!(key in record)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}
