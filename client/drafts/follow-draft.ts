import type { Draft } from "../../shared/draft.ts";
import { backoffMs, createPause } from "../backoff.ts";
import type { ChatClient } from "../connect.ts";
import { type FollowObserver, followOnce } from "../store/follow.ts";

/** Pauses before following again after the server ended the stream. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/** The draft to follow. */
export interface FollowedDraft {
  /** Null for the new chat. One that the server does not have yet is waited for. */
  threadId: string | null;
  signal: AbortSignal;
  onDraft: (draft: Draft) => void;
}

/**
 * Follows what the user has written in a thread on any device, until the signal aborts: the current
 * draft, and every newer one. `api.drafts.save` writes it.
 */
export async function followDraft(
  { api, connection, renew }: Pick<ChatClient, "api" | "connection" | "renew">,
  { threadId, signal, onDraft }: FollowedDraft,
): Promise<void> {
  const pause = createPause();
  const stop = connection.subscribe((state) => state === "open" && pause.skip());
  let lastEventId: string | undefined;
  try {
    for (let attempt = 0; !signal.aborted; attempt++) {
      const error = await followOnce(
        (observer: FollowObserver<Draft>) =>
          api.drafts.watch.subscribe({ threadId, lastEventId }, observer),
        ({ id, data }) => {
          attempt = 0;
          lastEventId = id;
          onDraft(data);
        },
        signal,
      );
      if (signal.aborted) return;
      if (error?.code === "unauthenticated") renew();
      const waitMs = Math.max(error?.retryAfterMs ?? 0, backoffMs(attempt, retryBackoff));
      await pause.wait(waitMs, signal);
    }
  } finally {
    stop();
  }
}
