import type { GenerationEvent } from "../../../shared/generation-event.ts";

/** An event and the cursor that resumes after it. */
export interface GenerationStep {
  cursor: string;
  event: GenerationEvent;
}

/** Longest text of one event, in UTF-16 code units: well below the buffer of a socket. */
export const eventTextLength = 65_536;
