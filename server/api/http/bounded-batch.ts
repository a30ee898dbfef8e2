import { RequestError } from "../../platform/errors.ts";
import type { RunInBatch } from "../trpc/request-context.ts";
import { bytesOf } from "./bytes-of.ts";

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
