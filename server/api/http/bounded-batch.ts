import { RequestError } from "../../platform/errors.ts";
import type { RunInBatch } from "../trpc/request-context.ts";
import { bytesOf } from "./bytes-of.ts";

/**
 * Bytes of results after which a batch is full. All are in memory at once, as objects and as JSON.
 * A batch of the longest pages (256 KB) holds sixteen.
 */
const batchBytes = 4 * 1024 * 1024;

/**
 * Runs the calls of a batch one after the other until their results reach the size limit. The call
 * that exceeds it still returns its result; later calls are not run.
 */
export function boundedBatch(): RunInBatch {
  let left = batchBytes;
  let last: Promise<unknown> = Promise.resolve();
  return (call) => {
    const answered = last.then(async () => {
      if (left <= 0)
        throw new RequestError(
          "too_large",
          "The batch's answers reached their limit: make this call separately.",
        );
      const result = await call();
      if (result.ok) left -= bytesOf(result.data);
      return result;
    });
    last = answered.catch(() => {});
    return answered;
  };
}
