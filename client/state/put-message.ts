import { hasEnded, isLive } from "../../shared/generation-status.ts";
import type { Message } from "../../shared/message.ts";
import type { ReplicaState } from "./replica.ts";

/** Whether nothing about a message can change any more, but for its feedback. */
export function isSettled(message: Message): boolean {
  return message.generation === null || hasEnded(message.generation);
}

/**
 * Joins what is held of a message with a copy from the server, whichever is newer: a final one
 * wins, and while both are live the held text is ahead of the copy's, which is empty.
 */
export function mergeMessage(held: Message | undefined, copy: Message): Message {
  if (!held) return copy;
  if (isSettled(held)) return withSummary(withFeedback(held, copy), copy);
  if (isSettled(copy)) return copy;
  // A status of a later version: nothing is known of what is held, so the copy stands.
  if (held.generation && !isLive(held.generation)) return copy;
  if (held.generation?.status !== "queued" || copy.generation?.status !== "running") return held;
  return { ...copy, text: held.text };
}

/** Or in the summary of the conversation up to it. */
function withSummary(held: Message, { summary }: Message): Message {
  if (!summary || summary.revision <= (held.summary?.revision ?? 0)) return held;
  return { ...held, summary };
}

/** A whole message changes in what its reader thinks of it alone; the later word of that counts. */
function withFeedback(held: Message, { feedback }: Message): Message {
  if (!feedback || feedback.revision <= (held.feedback?.revision ?? 0)) return held;
  return { ...held, feedback };
}

/** The state with these messages merged in, and without the streams of those that have ended. */
export function putMessages(state: ReplicaState, copies: readonly Message[]): ReplicaState {
  const changed: Record<string, Message> = {};
  let streams = state.streams;
  for (const copy of copies) {
    const held = state.messages[copy.id];
    const merged = mergeMessage(held, copy);
    if (merged !== held) changed[copy.id] = merged;
    const generation = merged.generation;
    if (generation && !isLive(generation)) streams = without(streams, generation.id);
  }
  const same = Object.keys(changed).length === 0;
  if (same && streams === state.streams) return state;
  return { ...state, messages: same ? state.messages : { ...state.messages, ...changed }, streams };
}

/** The record without a key; the same record when it does not have it. */
export function without<T>(
  record: Readonly<Record<string, T>>,
  key: string,
): Readonly<Record<string, T>> {
  if (!(key in record)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}
