import type { PromptHead } from "../../../shared/prompt.ts";
import type { Database } from "../../platform/db/client.ts";
import type { Waits } from "../../platform/streams/waits.ts";
import { listPrompts } from "./read-prompts.ts";

/** Dependencies of watching. */
export interface WatchPromptsDeps {
  db: Database;
  /** By user. */
  promptWaits: Waits;
}

/**
 * Yields the prompts that a user sees, and again whenever they change. The list is short, so every
 * event has all of it.
 *
 * @param cursor that of the last list received, which is not repeated unless it has changed
 */
export async function* watchPrompts(
  { db, promptWaits }: WatchPromptsDeps,
  { userId, cursor }: { userId: string; cursor: string | undefined },
  signal: AbortSignal,
): AsyncGenerator<{ cursor: string; event: { prompts: PromptHead[] } }, void, undefined> {
  let told = cursor;
  while (!signal.aborted) {
    // Subscribe before reading, so that no change is missed in between.
    const listening = new AbortController();
    const heard = promptWaits.next(userId, AbortSignal.any([signal, listening.signal]));
    try {
      const prompts = await listPrompts(db, userId);
      const next = Bun.hash(JSON.stringify(prompts)).toString(36);
      if (next !== told) yield { cursor: next, event: { prompts } };
      told = next;
      await heard;
    } finally {
      listening.abort();
    }
  }
}
