import { RequestError } from "../errors.ts";
import type { RunInBatch } from "../trpc/request-context.ts";

/**
 * Bytes of answers after which a batch is full. They are all in memory at once, as objects and as
 * JSON. A batch of the longest pages (256 KB) has sixteen of them.
 */
const batchBytes = 4 * 1024 * 1024;

/**
 * Runs the calls of one batch one after the other, until their answers are as large as a batch may
 * be. The call that goes beyond that is answered; those after it are not run.
 */
export function boundedBatch(): RunInBatch {
  let left = batchBytes;
  let last: Promise<unknown> = Promise.resolve();
  return (call) => {
    const answered = last.then(async () => {
      if (left <= 0)
        throw new RequestError("too_large", "The batch's answers are full: ask for this alone.");
      const result = await call();
      if (result.ok) left -= bytesOf(result.data);
      return result;
    });
    last = answered.catch(() => {});
    return answered;
  };
}

/** About what a value takes as JSON, in bytes, without writing it: escapes are not counted. */
function bytesOf(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value) + 2;
  if (typeof value !== "object" || value === null) return 8;
  let bytes = 2;
  for (const [key, part] of Object.entries(value)) bytes += key.length + 4 + bytesOf(part);
  return bytes;
}
