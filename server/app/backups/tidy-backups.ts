import { type BackupStore, type StoredBackup } from "../../platform/backup/stores/backup-store.ts";
import type { BackupState } from "./backup-state.ts";
import { type BackupRetention, chooseExpired } from "./choose-expired.ts";

/** A place in which a backup has just been made, and what is known about its backups. */
export interface TidyOrder {
  store: BackupStore;
  /** The database that the backup is of. */
  origin: string;
  /** The backup's name. */
  name: string;
  now: Date;
  state: Pick<BackupState, "marked" | "unchecked">;
  retention: BackupRetention;
}

/** Hears of each old backup. */
export interface TidyWatch {
  removed(path: string): void;
  /** It stays, and is tried again after the next backup. */
  failed(path: string, error: unknown): void;
}

/**
 * Removes the backups that are no longer kept.
 *
 * @returns the unchecked ones in this place of which nothing is left, removed now or before
 */
export async function tidyBackups(
  { store, state, retention, ...made }: TidyOrder,
  watch: TidyWatch,
): Promise<string[]> {
  const [unchecked, good] = [new Set(state.unchecked), new Set(state.marked)];
  const isUnchecked = ({ name, isMarked }: StoredBackup) =>
    unchecked.has(store.pathOf(name)) || (isMarked && !good.has(store.pathOf(name)));
  const found = await store.list();
  const left = new Set(found.map(({ name }) => store.pathOf(name)));
  for (const { name } of chooseExpired(found, retention, { ...made, isUnchecked })) {
    const path = store.pathOf(name);
    try {
      await store.remove(name);
      left.delete(path);
      watch.removed(path);
    } catch (error) {
      watch.failed(path, error);
    }
  }
  return state.unchecked.filter((path) => !left.has(path) && isIn(store, path));
}

/**
 * Removes what interrupted backups of a database have left.
 *
 * @param marked the paths of good backups that have a mark: only the mark goes
 * @returns those that still have it, in other places too
 */
export async function removeDrafts(
  store: BackupStore,
  origin: string,
  marked: readonly string[],
): Promise<string[]> {
  const left = await store.removeDrafts(origin, (name) => marked.includes(store.pathOf(name)));
  const elsewhere = marked.filter((path) => !isIn(store, path));
  return [...elsewhere, ...left.map((name) => store.pathOf(name))];
}

/** Whether a path is one of this place. */
function isIn(store: BackupStore, path: string): boolean {
  return store.pathOf(path.replace(/^.*[/\\]/s, "")) === path;
}
