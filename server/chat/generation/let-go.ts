import type { GenerationStep } from "./generation-step.ts";

/**
 * Passes steps on, and drops each one's text once it is consumed. A suspended generator keeps its
 * variables alive while it waits, which is 64 KB for each watcher of a slow client. Only for
 * consumers that are done with an event when they ask for the next.
 */
export async function* letGo(
  steps: AsyncIterable<GenerationStep>,
): AsyncGenerator<GenerationStep, void, undefined> {
  for await (const step of steps) {
    yield step;
    if (step.event.type === "text") step.event.text = "";
  }
}
