import type { Sql } from "postgres";
import { openStore } from "../../../platform/backup/stores/open-store.ts";
import { describeSchedule } from "../../backups/backup-schedule.ts";
import { overdueSeconds, readBackupState } from "../../backups/backup-state.ts";
import { findCheckObstacle } from "../../backups/find-check-obstacle.ts";
import { readRunningSince } from "../../backups/read-running-since.ts";
import type { Config } from "../../config.ts";
import { type Finding, fine, problem, reasonOf, warning } from "./finding.ts";

/** Storage that has not answered by then is as good as away, in milliseconds. */
const answersWithinMs = 30_000;

/** A backup may begin this much late until that is worth a warning, in seconds. */
const lateSeconds = 3_600;

/** The place of backups: whether a file can be written there and removed again. */
export async function checkBackups({
  backup: { destination, s3 },
}: Pick<Config, "backup">): Promise<Finding> {
  try {
    const store = openStore(destination, s3);
    await Promise.race([store.tryOut(), late(store.title)]);
    return fine("backups", `they can be written to ${store.title}`);
  } catch (error) {
    const isPlain = error instanceof Error && error.name === "StoreError";
    const says = isPlain ? error.message : reasonOf(error);
    return problem("backups", says, "set BACKUP_DESTINATION, and the S3 variables for storage");
  }
}

async function late(title: string): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, answersWithinMs).unref());
  throw new Error(`${title} has not answered for ${answersWithinMs / 1_000} seconds`);
}

/** Whether the schedule's backups are made in time. */
export async function checkSchedule(
  sql: Sql,
  config: Pick<Config, "backup" | "dataDir">,
): Promise<Finding> {
  const { schedule } = config.backup;
  if (schedule === null)
    return fine("schedule", "BACKUP_SCHEDULE is not set: backups are made by hand, or by a timer");
  const { state, now } = await readBackupState(sql);
  const { done, failed } = state;
  const hours = done ? Math.floor((now.getTime() - done.endedAt.getTime()) / 3_600_000) : 0;
  const checked = done?.wasChecked ? "was checked" : "was not checked";
  const newest = done
    ? `the newest backup is ${hours} hours old and ${checked} (${done.path})`
    : "none yet";
  const says = `${describeSchedule(schedule)}: ${newest}`;
  const obstacle = await findCheckObstacle(config);
  if (obstacle) {
    const tell = obstacle.isFinal ? problem : warning;
    return tell(
      "schedule",
      `${says}; ${obstacle.says}`,
      "backups that are not checked may be of no use",
    );
  }
  if (failed)
    return warning("schedule", `${says}; the last try failed: ${failed.reason}`, "see the log");
  const running = await readRunningSince(sql);
  // One in progress may take long; it is late if it began late.
  const overdue = overdueSeconds(state, schedule, running ?? now);
  if (overdue >= lateSeconds) {
    const since = `one has been due for ${Math.floor(overdue / 3_600)} hours`;
    return warning("schedule", `${says}; ${since}`, "a node with BACKUP_SCHEDULE has to run jobs");
  }
  const trouble = done?.uncheckedBecause ?? null;
  if (trouble === null && running === null) return fine("schedule", says);
  if (trouble === null) {
    const minutes = Math.max(0, Math.floor((now.getTime() - Number(running)) / 60_000));
    return fine("schedule", `${says}; one has been in progress for ${minutes} minutes`);
  }
  const why = `its check could not be carried out: ${trouble}`;
  return warning("schedule", `${says}; ${why}`, "make that possible, or set BACKUP_CHECK=off");
}
