import { isObject, parseJson } from "../../platform/narrow.ts";
import type { ProviderRequest } from "../provider.ts";
import { buildRequest } from "./build-request.ts";
import { classifyResponse, type RefusedResponse } from "./classify-failure.ts";
import { isContextOverflow } from "./context-overflow.ts";
import { type Opened, openStream } from "./open-stream.ts";
import {
  findRefusedParameter,
  images,
  systemMessages,
  withoutRefused,
} from "./optional-parameters.ts";
import type { ServerMemory } from "./server-memory.ts";
import { historyLength, shortenHistory } from "./shorten-history.ts";

interface Asking {
  signal: AbortSignal;
  /** Called before each request; `streams` is false for one whose answer comes in one piece. */
  onAsk(streams: boolean): void;
  /** Called when the server has taken a part of the conversation alone: all of it is too long. */
  onShortened(): void;
}

/** A history that was too long is cut to this part of it. */
const shorterBy = 0.5;

/**
 * Opens the answer's body. What the server refuses about the request is mended and asked for again
 * at once: an optional parameter is left out, a history that is too long is shortened, and an
 * address that lacks `/v1` is completed. What helped is remembered.
 *
 * @throws ProviderError for a refusal that cannot be mended
 */
export async function openAccepted(
  memory: ServerMemory,
  request: ProviderRequest,
  asking: Asking,
): Promise<ReadableStream<Uint8Array>> {
  const known = memory.ofModel(request.model);
  const without = new Set(known.refused);
  let { mostHistory } = known;
  for (;;) {
    const turns = shortenHistory(request.turns, mostHistory);
    const body = withoutRefused(
      buildRequest(
        { ...request, turns },
        { takesImages: !without.has(images), takesSystem: !without.has(systemMessages) },
      ),
      without,
      request.purpose,
    );
    asking.onAsk("stream" in body);
    const opened = await openThere(memory, body, asking.signal);
    if ("body" in opened) {
      // Another image may be to the server's liking.
      without.delete(images);
      // Where leaving it out did not help it was not that: a refusal may quote what people say.
      known.refused = known.refused.union(without);
      known.mostHistory = mostHistory;
      if (historyLength(request.turns) > mostHistory) asking.onShortened();
      return opened.body;
    }
    const { refused } = opened;
    const parameter = findRefusedParameter(body, refused.status, refused.body);
    if (parameter !== null) without.add(parameter);
    else if (turns.length > 1 && isContextOverflow(refused.status, refused.body))
      mostHistory = historyLength(turns) * shorterBy;
    else throw classifyResponse(refused);
  }
}

/** Sends it to the server's address, and once to the address with `/v1` where there is nothing. */
async function openThere(
  memory: ServerMemory,
  body: ReturnType<typeof buildRequest>,
  signal: AbortSignal,
): Promise<Opened> {
  const opened = await openStream(memory.endpoint, body, signal);
  const { alternative } = memory;
  if (!alternative || !isNothingThere(opened)) {
    // Whatever it said, it was the API that said it.
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

/** A missing page, not a missing model: APIs say that in JSON, web servers in words. */
function isNothingThere(opened: Opened): opened is { refused: RefusedResponse } {
  if (!("refused" in opened)) return false;
  const { status, body } = opened.refused;
  return (status === 404 || status === 405) && !namesModel(body);
}

function namesModel(body: string): boolean {
  const answer = parseJson(body);
  return isObject(answer) && "error" in answer && /\bmodel\b/i.test(body);
}
