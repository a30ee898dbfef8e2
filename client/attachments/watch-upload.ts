import type { Upload } from "../../shared/attachment.ts";
import { backoffMs, createPause } from "../backoff.ts";
import type { ChatClient } from "../connect.ts";
import { isRetryable } from "../request-error.ts";
import { type FollowObserver, followOnce } from "../store/follow.ts";

/** Between attempts to watch an upload again after the server ended it early. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/**
 * Waits until a file that the server knows is ready or refused. Rejects with a `RequestError` when
 * it is not there any more, and with the signal's reason when that aborts.
 */
export async function watchUpload(
  { api, connection, renew }: Pick<ChatClient, "api" | "connection" | "renew">,
  upload: Upload,
  { signal, onChange }: { signal: AbortSignal; onChange: (upload: Upload) => void },
): Promise<Upload> {
  const pause = createPause();
  const stop = connection.subscribe((state) => state === "open" && pause.skip());
  const attachmentId = upload.id;
  let latest = upload;
  try {
    for (let attempt = 0; !isEnd(latest); attempt++) {
      const error = await followOnce(
        (observer: FollowObserver<Upload>) =>
          api.attachments.watch.subscribe({ attachmentId }, observer),
        ({ data }) => {
          attempt = 0;
          latest = data;
          onChange(data);
        },
        signal,
      );
      signal.throwIfAborted();
      if (isEnd(latest)) break;
      if (error?.code === "unauthenticated") renew();
      else if (error && !isRetryable(error)) throw error;
      await pause.wait(
        Math.max(error?.retryAfterMs ?? 0, backoffMs(attempt, retryBackoff)),
        signal,
      );
    }
    return latest;
  } finally {
    stop();
  }
}

function isEnd({ status }: Upload): boolean {
  return status === "ready" || status === "refused";
}
