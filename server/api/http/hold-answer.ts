import { AddressBudget } from "./address-budget.ts";
import type { HeldBytes } from "./byte-budget.ts";

const megabyte = 1024 * 1024;

/** What an answer is taken to have until it is made, in bytes. One that is streamed holds less at a time. */
const unknownBytes = megabyte;

/** The same for a batch: what it may have (4 MB), as objects and as JSON. */
const unknownBatchBytes = 8 * megabyte;

/** What the answer to a request is taken to have until it is made, in bytes. */
function expectedBytes({ url }: Request): number {
  return new URL(url).searchParams.get("batch") === "1" ? unknownBatchBytes : unknownBytes;
}

/** An answer below this, in bytes, is in the system's hands as soon as it is sent. */
const smallBytes = 64 * 1024;

/** How much is handed over at once, in bytes. */
const pieceBytes = 64 * 1024;

/** Room for answers that are being made, or that their clients have not taken yet. */
export interface AnswerRoom {
  /** Answers in one piece, and batches. An address always has one on its way, whatever the others hold. */
  whole: AddressBudget;
  /** Files, which can take long, and of which a part each is in memory. The same holds for these. */
  streamed: AddressBudget;
}

/** By address and in all. */
export function createAnswerRoom(): AnswerRoom {
  return {
    whole: new AddressBudget({ each: 32 * megabyte, all: 256 * megabyte, firstIsFree: true }),
    streamed: new AddressBudget({ each: 200 * megabyte, all: 1_024 * megabyte, firstIsFree: true }),
  };
}

/** Who asks for an answer. */
interface Asking {
  address: string;
  request: Request;
}

/**
 * Makes an answer when there is room for it, and holds the room until its client has taken it. So a
 * client that does not read gets no more answers.
 *
 * @throws RequestError `rate_limited` when too many of the address wait already, or too much is streamed to it
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
    // Subscriptions are counted by themselves, and hold a page at most.
    if (!body || isType(response, "text/event-stream")) return release(response, held);
    if (isFile(response)) {
      held[Symbol.dispose]();
      return new Response(watched(body, takeOrCancel(body, room.streamed, address)), {
        status,
        headers,
      });
    }
    if (!headers.has("transfer-encoding")) return await untilTaken(response, held);
    // Its calls are answered whether its client takes the answers or not, so all of them may be in memory.
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

/** Files can be of any type and length. What is JSON and streamed is a batch that is answered bit by bit. */
function isFile(response: Response): boolean {
  return response.headers.has("content-disposition") || !isType(response, "application/json");
}

function isType({ headers }: Response, type: string): boolean {
  return headers.get("content-type")?.startsWith(type) ?? false;
}

/** Bytes as a stream that gives back their room at its end. */
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

/** A stream that gives back room at its end. */
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

/** @throws RequestError `rate_limited` where there is no room */
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
