import { chmod, mkdtemp, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Linux keeps it in memory. */
const memory = "/dev/shm";

/** Free bytes from which on databases of tests are kept in memory: they take a few hundred MB. */
const roomy = 4 * 1024 ** 3;

/**
 * Makes a new folder for a database server of tests: in memory where there is room, else in the
 * system's temporary folder. A database has more than a thousand small files, and on an ordinary
 * disk copying one takes ten times as long (50 to 90 ms, else 500 to 1,800). Returns its path; the
 * caller deletes it.
 */
export async function makeDatabaseFolder(): Promise<string> {
  const folder = await mkdtemp(join((await hasRoom(memory)) ? memory : tmpdir(), "chatkit-test-"));
  // Lets the database's user enter, if this process runs as root.
  await chmod(folder, 0o711);
  return folder;
}

async function hasRoom(folder: string): Promise<boolean> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize > roomy,
    // Other systems have none.
    () => false,
  );
}
