import { AddressBudget } from "./address-budget.ts";
import type { HeldBytes } from "./byte-budget.ts";

const megabyte = 1024 * 1024;

/** Assumed size of a response in bytes until it is known. A streamed one holds less at a time. */
const unknownBytes = megabyte;

/** The same for a batch: its size limit (4 MB), as objects and as JSON. */
const unknownBatchBytes = 8 * megabyte;

/** The assumed size of the response to a request, in bytes. */
function expectedBytes({ url }: Request): number {
  return new URL(url).searchParams.get("batch") === "1" ? unknownBatchBytes : unknownBytes;
}

/**
 * A response below this, in bytes, fits the operating system's buffer, so it is released when sent.
 */
const smallBytes = 64 * 1024;

/** Size of a chunk in bytes. */
const pieceBytes = 64 * 1024;

/** Room for responses that are being made or that clients have not received yet. */
export interface AnswerRoom {
  /** Single responses and batches. An address always has room for one, whatever the others hold. */
  whole: AddressBudget;
  /** Files, which can take long and are only partly in memory. The same exception applies. */
  streamed: AddressBudget;
}

/** Creates room with limits by address and in total. */
export function createAnswerRoom(): AnswerRoom {
  return {
    whole: new AddressBudget({ each: 32 * megabyte, all: 256 * megabyte, firstIsFree: true }),
    streamed: new AddressBudget({ each: 200 * megabyte, all: 1_024 * megabyte, firstIsFree: true }),
  };
}

/** The caller of a request. */
interface Asking {
  address: string;
  request: Request;
}

/**
 * Makes a response once there is room for it, and holds the room until the client has received it.
 * So a client that does not read gets no more responses.
 *
 * @throws RequestError `rate_limited` when too many requests of the address are waiting, or too
 *   much is streamed to it
 */
export async function holdAnswer(
  room: AnswerRoom,
  { address, request }: Asking,
  make: () => Promise<Response>,
): Promise<Response> {
  const held = await room.whole.wait(address, expectedBytes(request));
  try {
    const response = await make();
    const { body, status, headers } = response;
    // Subscriptions have their own limits, and hold a page at most.
    if (!body || isType(response, "text/event-stream")) return release(response, held);
    if (isFile(response)) {
      held[Symbol.dispose]();
      return new Response(watched(body, takeOrCancel(body, room.streamed, address)), {
        status,
        headers,
      });
    }
    if (!headers.has("transfer-encoding")) return await untilTaken(response, held);
    // The calls of a batch run whether or not the client reads, so all results may be in memory.
    held.resize(unknownBatchBytes);
    return new Response(watched(body, held), { status, headers });
  } catch (error) {
    held[Symbol.dispose]();
    throw error;
  }
}

async function untilTaken(response: Response, held: HeldBytes): Promise<Response> {
  const { status, headers } = response;
  const bytes = await response.bytes();
  if (bytes.length <= smallBytes) return release(new Response(bytes, { status, headers }), held);
  held.resize(bytes.length);
  return new Response(inPieces(bytes, held), { status, headers });
}

function release(response: Response, held: HeldBytes): Response {
  held[Symbol.dispose]();
  return response;
}

/**
 * Files can be of any type and length. Streamed JSON is a batch whose results are sent one by one.
 */
function isFile(response: Response): boolean {
  return response.headers.has("content-disposition") || !isType(response, "application/json");
}

function isType({ headers }: Response, type: string): boolean {
  return headers.get("content-type")?.startsWith(type) ?? false;
}

/** A stream of bytes that releases their room when it ends. */
function inPieces(bytes: Uint8Array<ArrayBuffer>, held: HeldBytes): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(bytes.subarray(at, (at += pieceBytes)));
      if (at < bytes.length) return;
      held[Symbol.dispose]();
      controller.close();
    },
    cancel: () => held[Symbol.dispose](),
  });
}

/** A stream that releases its room when it ends. */
function watched(body: ReadableStream<Uint8Array>, held: HeldBytes): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await reader.read();
        if (!done) return controller.enqueue(value);
        controller.close();
        held[Symbol.dispose]();
      } catch (error) {
        held[Symbol.dispose]();
        controller.error(error);
      }
    },
    async cancel(reason) {
      held[Symbol.dispose]();
      await reader.cancel(reason);
    },
  });
}

/** @throws RequestError `rate_limited` without room */
function takeOrCancel(
  body: ReadableStream<Uint8Array>,
  room: AddressBudget,
  address: string,
): HeldBytes {
  try {
    return room.take(address, unknownBytes);
  } catch (error) {
    void body.cancel();
    throw error;
  }
}
