import postgres from "postgres";
import { TablesBusyError } from "./lock-tables.ts";
import type { MigrationSettings } from "./migration-settings.ts";

/** SQLSTATE codes: `lock_not_available` (a lock timed out) and `deadlock_detected`. */
const inUse = new Set(["55P03", "40P01"]);

function isInUse(error: unknown): boolean {
  if (error instanceof TablesBusyError) return true;
  return error instanceof postgres.PostgresError && inUse.has(error.code);
}

/** A table stayed in use for all tries; the message names the migration. */
export class TableInUseError extends Error {
  override readonly name = "TableInUseError";
}

/**
 * Runs an action, and again when a table that it needs is in use.
 *
 * @throws TableInUseError after the last try; any other failure at once
 */
export async function tryAgain(
  { tag, pauseMs, mostTries, report }: MigrationSettings & { tag: string },
  action: () => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await action();
    } catch (error) {
      if (!isInUse(error)) throw error;
      const reason = `a long transaction uses a table that ${tag} changes`;
      if (tries === mostTries)
        throw new TableInUseError(
          `${reason}; gave up after ${tries} tries (see pg_stat_activity)`,
          { cause: error },
        );
      report(`waiting: ${reason}; trying again (${tries} of ${mostTries})`);
      await Bun.sleep(pauseMs);
    }
  }
}
