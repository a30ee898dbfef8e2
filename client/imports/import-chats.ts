import type { Import } from "../../shared/import.ts";
import { maxFileNameLength } from "../../shared/limits.ts";
import { backoffMs, createPause, type Pause } from "../backoff.ts";
import type { ChatClient } from "../connect.ts";
import { isRetryable, RequestError } from "../request-error.ts";
import { sendPart } from "../send-part.ts";
import { type FollowObserver, followOnce } from "../store/follow.ts";
import { persist } from "../store/persist.ts";

/** The parts of a client that importing needs. */
export type ImportClient = Pick<ChatClient, "api" | "request" | "connection" | "renew">;

/** A file with chats to import. */
export interface FileToImport {
  /** Made by the caller (`newId("import")`): the same id continues an interrupted upload. */
  id: string;
  file: Blob;
  name: string;
}

export interface ImportOptions {
  /** Stops waiting; `imports.cancel` ends the import itself. */
  signal?: AbortSignal | undefined;
  /** Called on every change. */
  onChange?: ((state: Import) => void) | undefined;
}

/** Pauses before watching again after the server ended the stream early. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/**
 * Uploads the export of another program or of this one, and waits until its chats are imported.
 * After a lost connection, the upload continues from what the server has. Resolves with the import
 * when it has ended: `done`, `failed` or `cancelled`. Rejects with a `RequestError` when the server
 * does not accept the file (`too_large`, `forbidden`, `conflict` while another import is running),
 * and with the signal's reason when that aborts.
 */
export async function importChats(
  client: ImportClient,
  file: FileToImport,
  { signal = new AbortController().signal, onChange = () => {} }: ImportOptions = {},
): Promise<Import> {
  const pause = createPause();
  const path = (position: number) => `/import/${file.id}/${position}`;
  const stop = client.connection.subscribe((state) => state === "open" && pause.skip());
  try {
    const announced = {
      id: file.id,
      name: file.name.slice(-maxFileNameLength).toWellFormed(),
      size: file.file.size,
    };
    let state = await persist(
      () => client.api.imports.create.mutate(announced, { signal }),
      pause,
      signal,
    );
    onChange(state);
    while (state.status === "uploading") {
      const begin = state.receivedBytes;
      const progress = await persist(
        () => sendPart(client, { file: file.file, begin, path }, signal).then(readProgress),
        pause,
        signal,
      );
      state = { ...state, ...progress };
      onChange(state);
    }
    return await watchImport(client, file.id, { pause, signal, onChange });
  } finally {
    stop();
  }
}

/** Waits until an import has ended; see `importChats`. */
export async function watchImport(
  { api, renew }: Pick<ImportClient, "api" | "renew">,
  importId: string,
  {
    pause,
    signal,
    onChange,
  }: { pause: Pause; signal: AbortSignal; onChange: (state: Import) => void },
): Promise<Import> {
  const seen: { end: Import | null } = { end: null };
  for (let attempt = 0; ; attempt++) {
    const error = await followOnce(
      (observer: FollowObserver<Import>) => api.imports.watch.subscribe({ importId }, observer),
      ({ data }) => {
        attempt = 0;
        onChange(data);
        if (data.finishedAt !== null) seen.end = data;
      },
      signal,
    );
    signal.throwIfAborted();
    if (seen.end) return seen.end;
    if (error?.code === "unauthenticated") renew();
    else if (error && !isRetryable(error)) throw error;
    await pause.wait(Math.max(error?.retryAfterMs ?? 0, backoffMs(attempt, retryBackoff)), signal);
  }
}

const statuses = ["uploading", "queued", "running", "done", "failed", "cancelled"] as const;

function readProgress(answer: unknown): Pick<Import, "status" | "receivedBytes"> {
  const fields: Record<string, unknown> =
    typeof answer === "object" && answer !== null ? { ...answer } : {};
  const status = statuses.find((each) => each === fields["status"]);
  const { receivedBytes } = fields;
  if (!status || typeof receivedBytes !== "number")
    throw new RequestError("internal", "The server's answer to a part is unreadable.");
  return { status, receivedBytes };
}
