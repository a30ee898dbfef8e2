import type { Generation, Message } from "../../shared/message.ts";
import { applyPartEvent, keepParts, partsOf } from "../../shared/apply-part-event.ts";
import type { Kept, PartEvent } from "../../shared/parts.ts";
import type { StreamPosition } from "../types.ts";
import type { StreamEvent } from "./chat-event.ts";
import { isSettled, without } from "./put-message.ts";
import type { ReplicaState } from "./replica.ts";

/**
 * Applies one event of a live generation's log to its message. Events at or before the stream's
 * cursor change nothing, except a snapshot, which is complete in itself.
 */
export function applyStream(state: ReplicaState, event: StreamEvent): ReplicaState {
  const held = state.messages[event.messageId];
  // Another generation may continue the message by now.
  if (!held || isSettled(held) || held.generation?.id !== event.generationId) return state;
  const cursor = state.streams[event.generationId]?.cursor ?? null;
  const isNews = cursor === null || entryNumber(event.cursor) > entryNumber(cursor);
  if (!isNews && event.event.type !== "snapshot") return state;
  const message = applyToMessage(held, event);
  const messages = message === held ? state.messages : { ...state.messages, [held.id]: message };
  return { ...state, messages, streams: nextStreams(state, event) };
}

function applyToMessage(message: Message, { event }: StreamEvent): Message {
  const { generation } = message;
  if (!generation) return message;
  switch (event.type) {
    case "snapshot": {
      const begun = event.text === "" ? generation : running(generation);
      return { ...withoutParts(message), text: event.text, generation: begun };
    }
    case "text":
    case "open":
    case "append":
    case "close":
    case "rethink":
      return { ...withEvent(message, event), generation: running(generation) };
    case "wait":
      return { ...message, generation: running(generation) };
    case "restart":
      return { ...afterRestart(message, event.keep), generation: running(generation) };
    case "final": {
      const { type: _, model = generation.model, ...end } = event;
      return { ...message, generation: { ...generation, ...end, model } };
    }
    // An event of a later version, which the types do not contain.
    default:
      return message;
  }
}

/** The message after its worker was replaced. */
function afterRestart(message: Message, keep: Kept | undefined): Message {
  const plain = { ...withoutParts(message), text: message.text.slice(0, keep?.text ?? 0) };
  if (!keep || !message.parts) return plain;
  return { ...plain, parts: keepParts(message.parts, keep) };
}

function withoutParts(message: Message): Message {
  const plain = { ...message };
  delete plain.parts;
  return plain;
}

/** Text only grows at its end: joining it from the parts would cost its whole length per event. */
function withEvent(message: Message, event: PartEvent): Message {
  const text = textAfter(message.text, event);
  // A reply that is only text has no parts.
  if (event.type === "text" && !message.parts) return { ...message, text };
  return { ...message, parts: applyPartEvent(partsOf(message), event), text };
}

/** The text for the user after a part event. */
function textAfter(text: string, event: PartEvent): string {
  switch (event.type) {
    case "text":
      return text + event.text;
    case "open":
      return event.part.kind === "text" ? text + event.part.text : text;
    // Neither changes a text part.
    case "append":
    case "close":
    case "wait":
      return text;
    case "rethink":
      return "";
  }
}

/** A reply with text is being written, whatever its message's status was when it was fetched. */
function running(generation: Generation): Generation {
  return generation.status === "running" ? generation : { ...generation, status: "running" };
}

function nextStreams(state: ReplicaState, { generationId, cursor, event, at }: StreamEvent) {
  if (event.type === "final") return without(state.streams, generationId);
  const before = state.streams[generationId];
  const hasText = "text" in event && event.text !== "";
  const lastTextAt = hasText || !before ? at : before.lastTextAt;
  const wait = event.type === "wait" ? toWait(event, at) : {};
  return { ...state.streams, [generationId]: { cursor, lastTextAt, ...wait } };
}

type WaitEvent = Extract<PartEvent, { type: "wait" }>;

function toWait(event: WaitEvent, at: number): Pick<StreamPosition, "waitsUntil" | "ahead"> {
  if (event.ahead !== undefined) return { ahead: event.ahead };
  return event.ms > 0 ? { waitsUntil: waitsUntil(event, at) } : {};
}

/**
 * When a wait ends by this device's clock, which may be wrong: at the latest as if the event had
 * come without delay, and earlier for a reader who joins in the middle of the wait.
 */
function waitsUntil({ until, ms }: WaitEvent, at: number): number {
  return Math.min(at + ms, Date.parse(until));
}

/** The place of an event id in its generation's log. */
export function entryNumber(cursor: string): number {
  return Number.parseInt(cursor, 10);
}
