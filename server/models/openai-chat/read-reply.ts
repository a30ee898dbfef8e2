import { ProviderError, type ReplyEnd, type ReplySink } from "../provider.ts";
import { createReplyReader, type ReplyReader } from "./reply-reader.ts";
import { handPieces } from "../thoughts/hand-pieces.ts";
import type { Watchdog } from "../patience/watchdog.ts";

/** How long to wait for the body's end after `[DONE]`, which makes the connection reusable. */
const drainMs = 250;

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

interface Reading {
  sink: Omit<ReplySink, "signal">;
  watchdog: Watchdog;
  /** Longest silence before the first text, in milliseconds: the model may be thinking. */
  thinkingMs: number;
  /** Longest silence after that, in milliseconds. */
  idleMs: number;
}

/**
 * Writes a reply from its body: one call for each piece of a read. Resolves with how it ended;
 * throws `ProviderError` after the last valid text, and the signal's reason when the watchdog's
 * signal aborts.
 */
export async function readReply(
  body: ReadableStream<Uint8Array>,
  { watchdog, thinkingMs, idleMs, sink }: Reading,
): Promise<ReplyEnd> {
  const source = body.getReader();
  const reply = createReplyReader();
  while (!reply.done) {
    let bytes: Uint8Array | undefined;
    try {
      watchdog.signal.throwIfAborted();
      bytes = (await source.read()).value;
    } catch (cause) {
      bytes = endOfBody(cause, reply, watchdog);
    }
    if (!bytes) break;
    const behind = handPieces(reply.feed(bytes), sink, watchdog);
    if (behind) await behind;
    if (reply.failure) await giveUp(source, reply.failure);
    watchdog.arm(reply.spoke ? idleMs : thinkingMs, "the next byte");
  }
  if (reply.done) await drain(source, watchdog);
  const { pieces, ...end } = reply.end();
  await handPieces(pieces, sink, watchdog);
  if (reply.failure) throw reply.failure;
  return end;
}

/** The body broke off: for a finished answer, which is complete, that is just the end. */
function endOfBody(cause: unknown, reply: ReplyReader, watchdog: Watchdog): undefined {
  if (watchdog.callerAborted) throw cause;
  if (reply.finished) return undefined;
  watchdog.signal.throwIfAborted();
  throw new ProviderError("provider_cut", "the connection was lost during the response", {
    cause,
  });
}

/** Closes the connection and throws. */
async function giveUp(source: BodyReader, failure: ProviderError): Promise<never> {
  await source.cancel();
  throw failure;
}

async function drain(source: BodyReader, watchdog: Watchdog): Promise<void> {
  watchdog.arm(drainMs, "the end of the body");
  try {
    watchdog.signal.throwIfAborted();
    while (!(await source.read()).done);
  } catch (error) {
    // The answer is complete; a connection that does not end cleanly is just not reused.
    if (watchdog.callerAborted) throw error;
  }
}
