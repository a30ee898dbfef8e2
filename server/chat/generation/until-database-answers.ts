import { RequestError } from "../../platform/errors.ts";
import type { Logger } from "../../platform/log.ts";

/** Pause before a failed database call is retried, in milliseconds. */
const retryMs = 500;

/** Number of tries: about a minute with the pauses; then the lease decides. */
const mostTries = 120;

/** Retries while the database is the problem; other errors are thrown. */
export async function untilDatabaseAnswers<T>(
  { log, what }: { log: Logger; what: string },
  action: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt === mostTries || error instanceof RequestError) throw error;
      log.warn({ err: error }, `${what}, trying again`);
      await Bun.sleep(retryMs);
    }
  }
}
