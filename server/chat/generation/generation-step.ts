import type { GenerationEvent } from "../../../shared/generation-event.ts";

/** An event and the cursor to resume after it. */
export interface GenerationStep {
  cursor: string;
  event: GenerationEvent;
}

/** Longest text of one event, in UTF-16 code units: well below what a socket may buffer. */
export const eventTextLength = 65_536;
