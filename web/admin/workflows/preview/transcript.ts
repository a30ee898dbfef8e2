import { type Accessor, createMemo } from "solid-js";
import { createStore, produce } from "solid-js/store";
import { isUnfinished } from "../../../../client/state/selectors.ts";
import type { RequestError } from "../../../../client/request-error.ts";
import type { GenerationEvent } from "../../../../shared/generation-event.ts";
import { applyPartEvent, partsOf, textOf } from "../../../../shared/apply-part-event.ts";
import type { Message } from "../../../../shared/message.ts";

/** A message of the preview. */
export interface PreviewMessage extends Message {
  /** Why it did not reach the server; null for one that did, or is being sent. */
  problem: RequestError | null;
}

/** The messages as shown: each wakes only its own readers. */
export interface Transcript {
  readonly messages: readonly PreviewMessage[];
  /** The reply at the end, or null. */
  lastReply: Accessor<PreviewMessage | null>;
  /** Whether that reply is in progress. */
  awaited: Accessor<boolean>;
  /** Whether the last message did not reach the server. */
  unsent: Accessor<boolean>;
  add(
    message: Pick<Message, "id" | "parentId" | "role" | "text" | "threadId" | "attachments">,
  ): void;
  patch(id: string, change: (message: PreviewMessage) => void): void;
  remove(id: string): void;
  clear(): void;
}

export function createTranscript(): Transcript {
  const [store, setStore] = createStore<{ messages: PreviewMessage[] }>({ messages: [] });
  const lastReply = createMemo(() => {
    const last = store.messages.at(-1);
    return last?.role === "assistant" ? last : null;
  });
  return {
    get messages() {
      return store.messages;
    },
    lastReply,
    awaited: createMemo(() => {
      const reply = lastReply();
      return reply !== null && isUnfinished(reply);
    }),
    unsent: createMemo(() => (store.messages.at(-1)?.problem ?? null) !== null),
    add(message) {
      const createdAt = new Date().toISOString();
      const rest = { createdAt, generation: null, problem: null };
      setStore("messages", (before) => [
        ...before,
        { ...message, ...rest, seq: before.length + 1 },
      ]);
    },
    patch: (id, change) => setStore("messages", (message) => message.id === id, produce(change)),
    remove: (id) => setStore("messages", (before) => before.filter((each) => each.id !== id)),
    clear: () => setStore("messages", []),
  };
}

/** Applies an event of its generation to a reply. */
export function applyEvent(message: PreviewMessage, event: GenerationEvent): void {
  switch (event.type) {
    case "snapshot":
      message.text = event.text;
      delete message.parts;
      return;
    case "text":
    case "open":
    case "append":
    case "close":
    case "rethink": {
      const parts = applyPartEvent(partsOf(message), event);
      message.parts = parts;
      message.text = textOf(parts);
      return;
    }
    case "wait":
      return;
    case "restart":
      message.text = "";
      delete message.parts;
      return;
    case "final":
      if (!message.generation) return;
      message.generation.status = event.status;
      message.generation.error = event.error;
      message.generation.usage = event.usage;
      message.generation.finishReason = event.finishReason;
      if (event.model !== undefined) message.generation.model = event.model;
  }
}
