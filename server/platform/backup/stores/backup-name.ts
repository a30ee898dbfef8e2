/** What the name of a backup says. */
export interface NamedBackup {
  name: string;
  /** When it was begun. */
  madeAt: Date;
  /** The database that a schedule made it of, eight hexadecimal digits; null for one made by hand. */
  origin: string | null;
}

/** How the names of backups in which the time is not chosen by the operator end. */
export const backupEnding = ".backup";

const pattern = /^chatkit-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z(?:-([0-9a-f]{8}))?\.backup$/;

/** A name with the time, in UTC and without colons, which Windows does not allow. */
export function newBackupName(madeAt: Date, origin: string | null): string {
  const time = madeAt.toISOString().slice(0, 19).replaceAll(":", "-");
  return `chatkit-${time}Z${origin === null ? "" : `-${origin}`}${backupEnding}`;
}

/** Reads a name that `newBackupName` has made; null for every other. */
export function readBackupName(name: string): NamedBackup | null {
  const [, day, hours, minutes, seconds, origin] = pattern.exec(name) ?? [];
  const madeAt = new Date(`${day}T${hours}:${minutes}:${seconds}Z`);
  if (day === undefined || Number.isNaN(madeAt.getTime())) return null;
  return { name, madeAt, origin: origin ?? null };
}
