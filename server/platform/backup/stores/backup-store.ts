import { type NamedBackup, readBackupName } from "./backup-name.ts";

/** A backup that a place holds. */
export interface StoredBackup extends NamedBackup {
  bytes: number;
  /** Whether it has the mark of an upload that has not passed its check so far. */
  isMarked: boolean;
}

/** A new backup on its way to a place. */
export interface IncomingBackup {
  /** A folder replaces an earlier file of this name; storage, which cannot rename, refuses it. */
  name: string;
  /** An error of it ends the writing, and nothing is left under the name. */
  bytes: ReadableStream<Uint8Array>;
  /** How large it may become, in bytes: storage takes large files in few, larger parts. */
  mostBytes: number;
  /**
   * Called with what has been stored; rejects when that is not good. Nothing is left then, either.
   * Null keeps it as it is.
   */
  check: ((stored: ReadableStream<Uint8Array>) => Promise<void>) | null;
}

/** A backup that a place has taken. */
export interface WrittenBackup {
  bytes: number;
  /** The path of its mark of an unchecked backup, which could not be removed; null without one. */
  leftMark: string | null;
}

/** A place that keeps backups: a folder, or storage that speaks S3. */
export interface BackupStore {
  /** The place as an operator writes it. */
  readonly title: string;
  /** A backup in it, as `restore` takes it. */
  pathOf(name: string): string;
  write(backup: IncomingBackup): Promise<WrittenBackup>;
  read(name: string): ReadableStream<Uint8Array>;
  /** The backups whose names have a time, newest first; nothing else that is there. */
  list(): Promise<StoredBackup[]>;
  /** Removing what is not there is no error. */
  remove(name: string): Promise<void>;
  /**
   * Removes what interrupted writes of names of this database have left, whole or not.
   *
   * @param isGood whether a backup stays, and only its mark goes
   * @returns those that stay and still have their marks, which could not be removed
   */
  removeDrafts(origin: string, isGood: (name: string) => boolean): Promise<string[]>;
  /** @throws StoreError unless a file can be written there and removed again */
  tryOut(): Promise<void>;
}

/** A place that cannot be used; the message is for the operator and holds no secrets. */
export class StoreError extends Error {
  override readonly name = "StoreError";

  constructor(
    /** What kind of trouble it is. */
    readonly kind: StoreTrouble,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type StoreTrouble =
  | "key"
  | "permission"
  | "bucket"
  | "missing"
  | "taken"
  | "full"
  | "away"
  | "other";

/**
 * The backups among the names that a place holds, newest first. Other names are left out.
 *
 * @param isMarked whether a backup has the mark of an unchecked upload
 */
export function listNamed(
  found: Iterable<{ name: string; bytes: number }>,
  isMarked: (name: string) => boolean = () => false,
): StoredBackup[] {
  return [...found]
    .flatMap(({ name, bytes }) => {
      const read = readBackupName(name);
      return read ? [{ ...read, bytes, isMarked: isMarked(name) }] : [];
    })
    .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime() || (a.name < b.name ? 1 : -1));
}
