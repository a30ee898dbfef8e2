import { addressGroup } from "../limits/address-group.ts";
import { ByteBudget, type HeldBytes } from "./byte-budget.ts";

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
  /** Answers in one piece. An address always has one on its way, whatever the others hold. */
  whole: ByteBudget;
  /** Answers that are streamed, which can take long: files, of which a part each is in memory. */
  streamed: ByteBudget;
}

/** By address and in all. */
export function createAnswerRoom(): AnswerRoom {
  return {
    whole: new ByteBudget({ each: 32 * megabyte, all: 256 * megabyte, firstIsFree: true }),
    streamed: new ByteBudget({ each: 200 * megabyte, all: 1_024 * megabyte }),
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
  const from = addressGroup(address);
  const held = await room.whole.wait(from, expectedBytes(request));
  try {
    const response = await make();
    const { body, status, headers } = response;
    // Subscriptions are counted by themselves, and hold a page at most.
    if (!body || isType(response, "text/event-stream")) return release(response, held);
    if (!isStreamed(response)) return await untilTaken(response, held);
    held[Symbol.dispose]();
    return new Response(watched(body, room.streamed, from), { status, headers });
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

/** A batch that is answered bit by bit, and files, which can be of any type and length. */
function isStreamed(response: Response): boolean {
  const { headers } = response;
  const isFile = headers.has("content-disposition") || !isType(response, "application/json");
  return isFile || headers.has("transfer-encoding");
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

/**
 * A stream that holds room until its end.
 *
 * @throws RequestError `rate_limited` where there is none
 */
function watched(
  body: ReadableStream<Uint8Array>,
  room: ByteBudget,
  from: string,
): ReadableStream<Uint8Array> {
  const held = takeOrCancel(body, room, from);
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

function takeOrCancel(body: ReadableStream<Uint8Array>, room: ByteBudget, from: string): HeldBytes {
  try {
    return room.take(from, unknownBytes);
  } catch (error) {
    void body.cancel();
    throw error;
  }
}
