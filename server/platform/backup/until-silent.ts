import type pg from "pg";
import { BackupError } from "./backup-format.ts";

/**
 * The values of a generator that reads from a connection, until the database has sent nothing for a
 * while although one was asked for: a proxy or a network can drop a connection without a word, and
 * the reader would wait for ever. Time that the values' consumer takes does not count.
 *
 * @param mostMs the longest silence in milliseconds
 * @throws BackupError after that, and the connection is closed
 */
export async function* untilSilent<T>(
  client: pg.Client,
  source: AsyncGenerator<T>,
  mostMs: number,
): AsyncGenerator<T> {
  let isSilent = false;
  const give = () => {
    isSilent = true;
    // While a query runs, this cuts the connection, and the query fails.
    client.end().catch(() => {});
  };
  try {
    for (;;) {
      const timer = setTimeout(give, mostMs);
      const { done, value } = await source.next().finally(() => clearTimeout(timer));
      if (done) return;
      yield value;
    }
  } catch (cause) {
    if (!isSilent) throw cause;
    const seconds = mostMs / 1_000;
    throw new BackupError(`the database has sent nothing for ${seconds} seconds`, { cause });
  } finally {
    if (!isSilent) await source.return(undefined);
  }
}
