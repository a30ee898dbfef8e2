import type { FittedHistory } from "../context/fit-history.ts";
import { ProviderError } from "../provider.ts";
import { isNoSuchPath, namesModel, wrongAddress } from "./missing-path.ts";
import type { Negotiation, ShapedRequest } from "./negotiate-request.ts";
import { type Opened, openStream } from "./open-stream.ts";
import type { ServerMemory } from "./server-memory.ts";

interface Asking {
  signal: AbortSignal;
  /** Called before each request; `streams` is false if the response comes in one piece. */
  onAsk(streams: boolean): void;
}

/** The body of a response, and the part of the conversation that was sent. */
export interface Accepted {
  body: ReadableStream<Uint8Array>;
  history: FittedHistory;
}

/**
 * Opens the response's body. After a rejection, the request is fixed and sent again at once: an
 * optional parameter is dropped, a history that is too long is shortened, and an address without
 * `/v1` is completed, which is remembered.
 *
 * @throws ProviderError for a rejection that cannot be worked around
 */
export async function openAccepted(
  memory: ServerMemory,
  negotiation: Negotiation,
  { signal, onAsk }: Asking,
): Promise<Accepted> {
  for (;;) {
    const { body, history } = negotiation.shape();
    onAsk("stream" in body);
    const opened = await openThere(memory, body, signal);
    if ("body" in opened) return { body: opened.body, history };
    if ("isPage" in opened)
      throw new ProviderError("provider_nonsense", "the answer is a page, or nothing");
    if (isNoSuchPath(opened.refused)) throw wrongAddress(opened.refused.status);
    negotiation.refuse(opened.refused);
  }
}

/**
 * Sends the request to the configured address and, if nothing is there, once to the address with
 * `/v1`.
 */
async function openThere(
  memory: ServerMemory,
  body: ShapedRequest["body"],
  signal: AbortSignal,
): Promise<Opened> {
  const opened = await openStream(memory.endpoint, body, signal);
  const { alternative } = memory;
  if (!alternative || !isNothingThere(opened)) {
    // Whatever the response says, the API is there.
    if (!isNothingThere(opened)) memory.alternative = null;
    return opened;
  }
  const elsewhere = await openStream(alternative.endpoint, body, signal);
  if (isNothingThere(elsewhere)) return opened;
  memory.baseUrl = alternative.baseUrl;
  memory.endpoint = alternative.endpoint;
  memory.alternative = null;
  return elsewhere;
}

/** A missing page, not a missing model: APIs report that in JSON, web servers in prose or with another page. */
function isNothingThere(opened: Opened): boolean {
  if (!("refused" in opened)) return "isPage" in opened;
  const { status, body } = opened.refused;
  if (status >= 300 && status < 400) return true;
  return (status === 404 || status === 405) && !namesModel(body);
}
