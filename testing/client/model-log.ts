import type { GenerationEvent } from "../../shared/generation-event.ts";

/** An event with its position in its log. */
export interface Logged<E> {
  seq: number;
  cursor: string;
  event: E;
}

/** One generation of the model: its log, and the content of its message at the end. */
export interface ModelGeneration {
  id: string;
  messageId: string;
  threadId: string;
  text: string;
  /** What its message held before; empty unless the reply continues another. */
  kept: string;
  attempt: number;
  log: Logged<GenerationEvent>[];
}
