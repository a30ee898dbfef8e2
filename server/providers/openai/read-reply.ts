import { ProviderError, type ProviderEvent } from "../provider.ts";
import { createReplyReader, type ReplyReader } from "./reply-reader.ts";
import type { Watchdog } from "./watchdog.ts";

/** How long usage and `[DONE]` may take once the answer has its finish_reason, in milliseconds. */
const closingMs = 2_000;

/** How long the body may take to end after `[DONE]`; its end lets the connection be used again. */
const drainMs = 250;

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * Yields a reply from its body: one `text` event per read, then `usage`. Throws `ProviderError`
 * after the last good text, and the signal's reason when the watchdog's signal aborts.
 */
export async function* readReply(
  body: ReadableStream<Uint8Array>,
  { watchdog, idleMs }: { watchdog: Watchdog; idleMs: number },
): AsyncGenerator<ProviderEvent, void, undefined> {
  const source = body.getReader();
  const reply = createReplyReader();
  while (!reply.done) {
    const bytes = await nextBytes(source, reply, watchdog);
    if (bytes === null) break;
    watchdog.disarm();
    const text = reply.feed(bytes);
    if (text !== "") yield { type: "text", text };
    if (reply.failure) await giveUp(source, reply.failure);
    if (reply.finished) watchdog.arm(closingMs, "the end of a finished answer");
    else watchdog.arm(idleMs, "the next byte");
  }
  if (reply.done) await drain(source, watchdog);
  const { text, usage } = reply.end();
  if (text !== "") yield { type: "text", text };
  if (reply.failure) throw reply.failure;
  if (usage) yield { type: "usage", usage };
}

/** The next read; null at the end, which for a finished answer is also whatever goes wrong. */
async function nextBytes(
  source: BodyReader,
  reply: ReplyReader,
  watchdog: Watchdog,
): Promise<Uint8Array | null> {
  try {
    watchdog.signal.throwIfAborted();
    const { done, value } = await source.read();
    return done ? null : value;
  } catch (cause) {
    if (watchdog.callerAborted) throw cause;
    if (reply.finished) return null;
    watchdog.signal.throwIfAborted();
    throw new ProviderError("provider_cut", "the connection broke in the middle of the answer", {
      cause,
    });
  }
}

/** Closes the connection, of which nothing more is wanted, and throws. */
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
    // The answer is complete; a connection that does not end well is only not used again.
    if (watchdog.callerAborted) throw error;
  }
}
