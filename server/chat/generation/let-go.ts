import type { GenerationStep } from "./generation-step.ts";

/**
 * Passes steps on, and lets go of the text of each that has been taken. A suspended generator keeps
 * what its variables held before, for as long as it waits: 64 KB for each watcher of a slow client.
 * Only for a consumer that is done with an event when it asks for the next.
 */
export async function* letGo(
  steps: AsyncIterable<GenerationStep>,
): AsyncGenerator<GenerationStep, void, undefined> {
  for await (const step of steps) {
    yield step;
    if (step.event.type === "text") step.event.text = "";
  }
}
