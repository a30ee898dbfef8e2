import type { Upload } from "../../shared/attachment.ts";
import { backoffMs, createPause } from "../backoff.ts";
import type { ChatClient } from "../connect.ts";
import { isRetryable } from "../request-error.ts";
import { type FollowObserver, followOnce } from "../store/follow.ts";

/** Pauses before watching again after the server ended the stream early. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/**
 * Waits until an uploaded file is ready or refused, and resolves with it. Rejects with a
 * `RequestError` when it does not exist, and with the signal's reason when that aborts.
 */
export async function watchUpload(
  { api, connection, renew }: Pick<ChatClient, "api" | "connection" | "renew">,
  attachmentId: string,
  { signal, onChange }: { signal: AbortSignal; onChange: (upload: Upload) => void },
): Promise<Upload> {
  const pause = createPause();
  const stop = connection.subscribe((state) => state === "open" && pause.skip());
  const seen: { end: Upload | null } = { end: null };
  try {
    for (let attempt = 0; ; attempt++) {
      const error = await followOnce(
        (observer: FollowObserver<Upload>) =>
          api.attachments.watch.subscribe({ attachmentId }, observer),
        ({ data }) => {
          attempt = 0;
          onChange(data);
          if (data.status === "ready" || data.status === "refused") seen.end = data;
        },
        signal,
      );
      signal.throwIfAborted();
      if (seen.end) return seen.end;
      if (error?.code === "unauthenticated") renew();
      else if (error && !isRetryable(error)) throw error;
      await pause.wait(
        Math.max(error?.retryAfterMs ?? 0, backoffMs(attempt, retryBackoff)),
        signal,
      );
    }
  } finally {
    stop();
  }
}
