import { chown, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** How to start PostgreSQL's programs, which refuse to run as root. */
export interface PostgresUser {
  /** Command to put before the program; empty when it can be started directly. */
  prefix: readonly string[];
  /** The user to switch to; null keeps the current one. */
  ids: { uid: number; gid: number } | null;
}

/**
 * Chooses the user who runs PostgreSQL on the existing data folder: the current one, unless that is
 * root. Root switches to the folder's owner or the system user `postgres`, created if missing.
 */
export async function pickPostgresUser(folder: string, postgres: string): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return { prefix: [], ids: null };
  const ids = await pickIds(folder);
  await chownAll(folder, ids);
  for (const candidate of waysToBecome(ids)) {
    if (await canEnter(candidate, folder, postgres)) return candidate;
  }
  throw new Error(
    `PostgreSQL does not run as root, and its user (uid ${ids.uid}) cannot enter ${dirname(folder)} or the ` +
      "project's folder; move the project out of the private folder, run as another user, or set DATABASE_URL",
  );
}

/** Options for `Bun.spawn` to run the program as this user. */
export function asUser(user: PostgresUser, command: readonly string[]) {
  return {
    cmd: [...user.prefix, ...command],
    ...(user.prefix.length === 0 && user.ids ? user.ids : {}),
  };
}

/** Makes the user who will run PostgreSQL the owner of a file or folder. */
export async function giveTo(user: PostgresUser, path: string): Promise<void> {
  if (user.ids) await chown(path, user.ids.uid, user.ids.gid);
}

async function pickIds(folder: string): Promise<{ uid: number; gid: number }> {
  const { uid, gid } = await stat(folder);
  if (uid !== 0) return { uid, gid };
  const known = await lookUp("postgres");
  if (known) return known;
  await run(["useradd", "--system", "--no-create-home", "--shell", "/bin/false", "postgres"]);
  const made = await lookUp("postgres");
  if (made) return made;
  throw new Error(
    "PostgreSQL does not run as root, and the system user postgres could not be made with useradd; " +
      "run as another user or set DATABASE_URL",
  );
}

/**
 * A user may lack permission to enter a parent folder, such as a clone in /root. The second and
 * third way keep one of root's capabilities for that; containers often allow only the last.
 */
function waysToBecome(ids: { uid: number; gid: number }): PostgresUser[] {
  const withCapability = (capability: string): PostgresUser => ({
    prefix: [
      "setpriv",
      `--reuid=${ids.uid}`,
      `--regid=${ids.gid}`,
      "--clear-groups",
      "--securebits=+no_setuid_fixup",
      `--inh-caps=-all,+${capability}`,
      `--ambient-caps=+${capability}`,
    ],
    ids,
  });
  return [{ prefix: [], ids }, withCapability("dac_read_search"), withCapability("dac_override")];
}

async function canEnter(user: PostgresUser, folder: string, postgres: string): Promise<boolean> {
  const script = 'cd "$1" && "$2" --version';
  return run(asUser(user, ["/bin/sh", "-c", script, "sh", folder, postgres]));
}

async function chownAll(folder: string, ids: { uid: number; gid: number }): Promise<void> {
  if ((await stat(folder)).uid !== ids.uid) {
    await run(["chown", "-R", `${ids.uid}:${ids.gid}`, folder]);
  }
}

async function lookUp(name: string): Promise<{ uid: number; gid: number } | null> {
  const [uid, gid] = await Promise.all([
    readNumber(["id", "-u", name]),
    readNumber(["id", "-g", name]),
  ]);
  return uid !== null && gid !== null ? { uid, gid } : null;
}

async function readNumber(cmd: string[]): Promise<number | null> {
  const child = Bun.spawn({ cmd, stdin: "ignore", stdout: "pipe", stderr: "ignore" });
  const text = (await new Response(child.stdout).text()).trim();
  return (await child.exited) === 0 && /^\d+$/.test(text) ? Number(text) : null;
}

/** Whether the command exists and succeeds. */
async function run(
  command: string[] | { cmd: string[]; uid?: number; gid?: number },
): Promise<boolean> {
  const options = Array.isArray(command) ? { cmd: command } : command;
  if (!Bun.which(options.cmd[0] ?? "")) return false;
  const child = Bun.spawn({ ...options, stdin: "ignore", stdout: "ignore", stderr: "ignore" });
  return (await child.exited) === 0;
}
