import { ByteBudget, type HeldBytes } from "./byte-budget.ts";

const megabyte = 1024 * 1024;

/** What an answer is taken to have until it is made, in bytes. One that is streamed holds as much at a time. */
const unknownBytes = megabyte;

/** The same for a batch: what it may have (4 MB), as objects and as JSON. */
const unknownBatchBytes = 8 * megabyte;

/** What the answer to a request is taken to have until it is made, in bytes. */
export function expectedBytes({ url }: Request): number {
  return new URL(url).searchParams.get("batch") === "1" ? unknownBatchBytes : unknownBytes;
}

/** An answer below this, in bytes, is in the system's hands as soon as it is sent. */
const smallBytes = 64 * 1024;

/** How much is handed over at once, in bytes. */
const pieceBytes = 64 * 1024;

/** Answers that are being made, or that their clients have not taken yet, by address and in all. */
export function createAnswerBudget(): ByteBudget {
  return new ByteBudget({ each: 32 * megabyte, all: 256 * megabyte });
}

/**
 * Makes an answer, and holds its room until its client has taken it. A client that does not read
 * gets no more answers: they wait for room.
 *
 * @param held room for `expectedBytes`, which is given back here
 */
export async function holdAnswer(
  held: HeldBytes,
  make: () => Promise<Response>,
): Promise<Response> {
  try {
    return await untilTaken(await make(), held);
  } catch (error) {
    held[Symbol.dispose]();
    throw error;
  }
}

async function untilTaken(response: Response, held: HeldBytes): Promise<Response> {
  const { body, status, headers } = response;
  // Subscriptions are counted by themselves, and hold a page at most.
  if (!body || isType(response, "text/event-stream")) return release(response, held);
  if (isStreamed(response))
    return new Response(watched(body.getReader(), held), { status, headers });
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

/** A stream that gives back its room at its end. */
function watched(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  held: HeldBytes,
): ReadableStream<Uint8Array> {
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
