import { encodeCursor } from "../../shared/cursor.ts";
import type { GenerationEvent } from "../../shared/generation-event.ts";
import { isLive } from "../../shared/generation-status.ts";
import type { Message } from "../../shared/message.ts";
import { backoffMs } from "../backoff.ts";
import { type RequestError, toRequestError } from "../request-error.ts";
import { entryNumber } from "../state/apply-stream.ts";
import { type FollowObserver, followOnce } from "./follow.ts";
import type { StoreContext } from "./store-context.ts";

/** Pauses before watching a generation again after the server ended the stream early. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/** Watches the live generations of all loaded messages, each from its cursor. */
export interface GenerationWatcher {
  /** Starts and stops watching, so that exactly the live generations are watched. */
  sync(): void;
}

/** @param refetch updates a message whose generation the server does not know */
export function createGenerationWatcher(
  context: StoreContext,
  refetch: (message: Message) => Promise<void>,
): GenerationWatcher {
  const watches = new Map<string, AbortController>();
  return {
    sync() {
      const live = liveMessages(context);
      for (const [id, abort] of watches) {
        if (live.has(id)) continue;
        watches.delete(id);
        abort.abort();
      }
      for (const [id, message] of live) {
        if (watches.has(id)) continue;
        const abort = new AbortController();
        watches.set(id, abort);
        const signal = AbortSignal.any([context.signal, abort.signal]);
        void watchToTheEnd(context, { id, message, refetch, signal });
      }
    },
  };
}

function liveMessages({ holder, signal }: StoreContext): Map<string, Message> {
  const live = new Map<string, Message>();
  if (signal.aborted) return live;
  for (const message of Object.values(holder.get().messages)) {
    if (message.generation && isLive(message.generation)) live.set(message.generation.id, message);
  }
  return live;
}

interface Watch {
  id: string;
  message: Message;
  refetch: (message: Message) => Promise<void>;
  signal: AbortSignal;
}

/** The state of a watch. */
interface Progress {
  cursor: string | null;
  /** Attempts since the last event. */
  attempt: number;
  hasEnded: boolean;
}

/** Watches until the final event, or until the signal says that the message is no longer live. */
async function watchToTheEnd(context: StoreContext, watch: Watch): Promise<void> {
  const { holder, pause } = context;
  const { id, message, signal } = watch;
  holder.apply({ type: "stream.opened", generationId: id, at: Date.now() });
  const progress = {
    cursor: holder.get().streams[id]?.cursor ?? firstCursor(message),
    attempt: 0,
    hasEnded: false,
  };
  for (;;) {
    const error = await watchOnce(context, watch, progress);
    if (progress.hasEnded || signal.aborted) return;
    const refetched =
      error?.code === "not_found" ? watch.refetch(message).then(() => null, toRequestError) : null;
    await pause.wait(waitMs((await refetched) ?? error, progress.attempt++), signal);
    if (signal.aborted) return;
  }
}

/** The cursor to start from: for a continuation whose earlier content is here, after that. */
function firstCursor({ text, generation }: Message): string | null {
  if (!generation?.continuation || text === "") return null;
  return encodeCursor(generation.id, generation.continuation.seq);
}

function watchOnce(
  { client, holder }: StoreContext,
  watch: Watch,
  progress: Progress,
): Promise<RequestError | null> {
  const { id: generationId, message, signal } = watch;
  const from = progress.cursor;
  return followOnce(
    (observer: FollowObserver<GenerationEvent>) =>
      client.api.generations.watch.subscribe(
        { generationId, parts: true, ...(from === null ? {} : { lastEventId: from }) },
        observer,
      ),
    ({ id: cursor, data: event }) => {
      // Texts are merged before they reach the state, so drop a repeated one here.
      const isNews = progress.cursor === null || entryNumber(cursor) > entryNumber(progress.cursor);
      if (!isNews && event.type !== "snapshot") return;
      Object.assign(progress, { cursor, attempt: 0, hasEnded: event.type === "final" });
      holder.enqueue({
        type: "stream",
        generationId,
        messageId: message.id,
        cursor,
        event,
        at: Date.now(),
      });
    },
    signal,
  );
}

function waitMs(error: RequestError | null, attempt: number): number {
  return Math.max(error?.retryAfterMs ?? 0, backoffMs(attempt, retryBackoff));
}
