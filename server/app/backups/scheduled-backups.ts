import { openStore } from "../../platform/backup/stores/open-store.ts";
import { newBackupName } from "../../platform/backup/stores/backup-name.ts";
import { type BackupStore, StoreError } from "../../platform/backup/stores/backup-store.ts";
import type { JobEnd } from "../../platform/jobs/job-queue.ts";
import { reasonOf } from "../../platform/jobs/reason.ts";
import type { BackupSettings } from "../backup-settings.ts";
import type { Platform } from "../open-platform.ts";
import type { BackupSchedule } from "./backup-schedule.ts";
import {
  type BackupState,
  forgetUnchecked,
  isBackupDue,
  noteFailure,
  readBackupState,
  watchBackupState,
  writeBackupState,
} from "./backup-state.ts";
import { type HeldLock, holdBackupLock } from "./hold-lock.ts";
import { BackupFailed, runBackupProcess } from "./run-backup-process.ts";
import { removeDrafts, tidyBackups, type TidyOrder } from "./tidy-backups.ts";

/** Dependencies of the schedule's backups. */
export interface ScheduleDeps {
  platform: Pick<Platform, "sql" | "databaseUrl" | "log" | "metrics">;
  settings: BackupSettings & { schedule: BackupSchedule };
  dataDir: string;
  /** The secret that encrypted backups hold; null where the settings have it. */
  readSecret(): Promise<string | null>;
}

/** What a backup that is due begins with. */
interface Due {
  state: BackupState;
  now: Date;
  signal: AbortSignal;
}

/** Why a backup ends whose job is no longer this node's. */
const takenBack =
  "the job queue has taken its job back: it has run for longer than 23 hours, or its node has hung";

/** The schedule's backups on one node. Disposing aborts the one that it makes. */
export class ScheduledBackups implements AsyncDisposable {
  readonly #deps: ScheduleDeps;
  readonly #closing = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(deps: ScheduleDeps) {
    this.#deps = deps;
  }

  /** Whether a backup has to be made and no job for it waits or runs, on any node. */
  async isDue(): Promise<boolean> {
    const { platform, settings } = this.#deps;
    const { state, now } = await watchBackupState(platform.sql);
    if (!isBackupDue(state, settings.schedule, now)) return false;
    const [row] = await platform.sql<{ isPending: boolean }[]>`
      select exists (
        select 1 from pgboss.job where name = 'backup' and state < 'completed'
      ) as "isPending"`;
    return row?.isPending === false;
  }

  /** Makes the backup that is due, unless another node makes it or has made it. */
  async run(signal: AbortSignal): Promise<JobEnd> {
    const running = this.#run(AbortSignal.any([signal, this.#closing.signal]));
    this.#running = running.catch(() => {});
    return running;
  }

  async #run(signal: AbortSignal): Promise<JobEnd> {
    signal.throwIfAborted();
    await using lock = await holdBackupLock(this.#deps.platform.databaseUrl);
    if (!lock) return { outcome: "again", reason: "another node is still making it" };
    const { settings, platform } = this.#deps;
    const { state, now } = await readBackupState(platform.sql);
    if (!isBackupDue({ ...state, failed: null }, settings.schedule, now))
      return { outcome: "done" };
    try {
      const made = await this.#make(lock, { state, now, signal });
      await this.#tidy({ origin: lock.origin, now, ...made });
      return { outcome: "done" };
    } catch (error) {
      // Another node takes up what this one gives up because it stops: that has not failed.
      if (this.#closing.signal.aborted) throw error;
      return await this.#fail(signal.aborted ? new BackupFailed(takenBack) : error, state);
    }
  }

  /** Records it only while the lock is held: another node may have begun the next. */
  async #make(lock: HeldLock, { state, now, signal }: Due) {
    const { platform, settings, dataDir, readSecret } = this.#deps;
    const { sql, log, metrics, databaseUrl } = platform;
    const { destination, s3, keys } = settings;
    const store = openStore(destination, s3);
    const marked = await this.#removeDrafts(store, lock.origin, state.marked);
    const name = newBackupName(now, lock.origin);
    const begun = performance.now();
    const done = await runBackupProcess(
      {
        url: databaseUrl,
        dataDir,
        keys: { ...keys, recipients: [...keys.recipients], identities: [...keys.identities] },
        secret: await readSecret(),
        destination,
        s3,
        name,
        checks: settings.checks,
      },
      {
        report: (step) => log.debug({ step }, "backup"),
        signal: AbortSignal.any([signal, lock.lost]),
      },
    );
    await lock.requireHeld();
    const { bytes, leftMark, wasChecked, uncheckedBecause } = done;
    const path = store.pathOf(name);
    const { now: endedAt } = await readBackupState(sql);
    const newState: BackupState = {
      done: { beganAt: now, endedAt, path, bytes, wasChecked, uncheckedBecause },
      waitingSince: null,
      failures: 0,
      failed: null,
      marked: leftMark === null ? [...marked] : [...marked, path],
      unchecked: uncheckedBecause === null ? state.unchecked : [...state.unchecked, path],
    };
    await writeBackupState(sql, newState);
    metrics.backups.inc({ outcome: "done" });
    const seconds = Math.round((performance.now() - begun) / 1_000);
    log.info({ path, bytes, seconds, wasChecked }, "made the scheduled backup");
    if (uncheckedBecause !== null)
      log.warn(
        { path, reason: uncheckedBecause },
        "the backup is kept, but its check could not be carried out",
      );
    if (leftMark !== null)
      log.warn(
        { path: leftMark },
        "the mark of a backup could not be removed; the next backup does it",
      );
    return { store, name, state: newState };
  }

  /** What it does not remove stays until the next time: the backup is made all the same. */
  async #removeDrafts(
    store: BackupStore,
    origin: string,
    marked: readonly string[],
  ): Promise<readonly string[]> {
    try {
      return await removeDrafts(store, origin, marked);
    } catch (error) {
      const { log } = this.#deps.platform;
      const reason = plain(error);
      log.warn({ place: store.title, reason }, "could not remove what interrupted backups left");
      return marked;
    }
  }

  /** The backup is made, whatever becomes of the old ones. */
  async #tidy(made: Omit<TidyOrder, "retention">): Promise<void> {
    const { platform, settings } = this.#deps;
    const { sql, log } = platform;
    const failed = (place: string, error: unknown) =>
      log.warn({ place, reason: plain(error) }, "could not remove old backups");
    const removed = (path: string) => log.info({ path }, "removed an old backup");
    try {
      const order = { ...made, retention: settings };
      await forgetUnchecked(sql, await tidyBackups(order, { removed, failed }));
    } catch (error) {
      failed(made.store.title, error);
    }
  }

  /** Records that nodes died over it, so that the next try waits. */
  async giveUp(): Promise<void> {
    const { state } = await readBackupState(this.#deps.platform.sql);
    await this.#note("the nodes that made it died or hung", state);
  }

  async #note(reason: string, before: BackupState, err?: unknown): Promise<void> {
    const { sql, log, metrics } = this.#deps.platform;
    metrics.backups.inc({ outcome: "failed" });
    log.error({ reason, err }, "could not make the scheduled backup");
    await noteFailure(sql, reason, before);
  }

  /** The job ends: `isBackupDue` makes another one, after a pause. */
  async #fail(error: unknown, before: BackupState): Promise<JobEnd> {
    const reason = plain(error);
    await this.#note(reason, before, isPlain(error) ? undefined : error);
    return { outcome: "dead", reason };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort(new Error("this node stops"));
    await this.#running;
  }
}

function plain(error: unknown): string {
  return isPlain(error) ? error.message : reasonOf(error);
}

/** Whether its message is for the operator. */
function isPlain(error: unknown): error is Error {
  return error instanceof BackupFailed || error instanceof StoreError;
}
