import type { Draft } from "../../../shared/draft.ts";
import type { Database } from "../../platform/db/client.ts";
import type { Waits } from "../../platform/streams/waits.ts";
import { type DraftOfUser, draftKey } from "./draft-place.ts";
import { readDraft } from "./read-draft.ts";

/** Dependencies of watching. */
export interface WatchDraftDeps {
  db: Database;
  draftWaits: Waits;
}

/**
 * Yields a draft, and again whenever it changes. Only the newest revision counts, so drafts have no
 * log: resuming reads the row.
 *
 * @param cursor the last one received: a draft that has not changed since is not repeated
 * @throws RequestError `not_found` for a thread that is missing or another user's
 */
export async function* watchDraft(
  { db, draftWaits }: WatchDraftDeps,
  { cursor, ...of }: DraftOfUser & { cursor: string | undefined },
  signal: AbortSignal,
): AsyncGenerator<{ cursor: string; event: Draft }, void, undefined> {
  let told = cursor;
  while (!signal.aborted) {
    // Subscribe before reading, so that no change is missed in between.
    const listening = new AbortController();
    const heard = draftWaits.next(draftKey(of), AbortSignal.any([signal, listening.signal]));
    try {
      const draft = await readDraft(db, of);
      const next = String(draft.revision);
      if (next !== told) yield { cursor: next, event: draft };
      told = next;
      await heard;
    } finally {
      listening.abort();
    }
  }
}
