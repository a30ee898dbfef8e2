import { randomBytes } from "node:crypto";
import { chmod, readFile, rename, rm, mkdir, writeFile } from "node:fs/promises";
import type { PostgresBinaries } from "./embedded-binaries.ts";
import { asUser, giveTo, type PostgresUser, pickPostgresUser } from "./embedded-user.ts";

/** A database cluster on disk, ready to start. */
export interface Cluster {
  folder: string;
  user: PostgresUser;
}

/** The name of the database and of its owner. */
export const embeddedName = "chatkit";

/**
 * Opens the cluster in the folder, or creates one whose owner has the password. A new one is moved
 * into place when complete, so a killed process never leaves half of one.
 */
export async function openCluster(
  folder: string,
  binaries: PostgresBinaries,
  options: { password: string; version: string; onProgress: (text: string) => void },
): Promise<Cluster> {
  if ((await readClusterMajor(folder)) === null) return makeCluster(folder, binaries, options);
  return { folder, user: await pickPostgresUser(folder, binaries.postgres) };
}

/** The major version that made a cluster, such as `18`; null when there is none. */
export async function readClusterMajor(folder: string): Promise<string | null> {
  const text = await readFile(`${folder}/PG_VERSION`, "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    },
  );
  return text?.trim() ?? null;
}

async function makeCluster(
  folder: string,
  binaries: PostgresBinaries,
  options: { password: string; onProgress: (text: string) => void },
): Promise<Cluster> {
  options.onProgress(`creating the database in ${folder}`);
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const user = await pickPostgresUser(draft, binaries.postgres);
  const passwordFile = `${folder}.${randomBytes(6).toString("hex")}`;
  try {
    await writeFile(passwordFile, options.password, { mode: 0o600 });
    await giveTo(user, passwordFile);
    await runInitdb(user, initdbCommand(binaries.initdb, draft, passwordFile));
  } finally {
    await rm(passwordFile, { force: true });
  }
  await chmod(draft, 0o700);
  await rename(draft, folder);
  return { folder, user };
}

/** The built-in C.UTF-8 locale sorts and folds case the same on every machine. */
function initdbCommand(initdb: string, folder: string, passwordFile: string): string[] {
  return [
    initdb,
    `--pgdata=${folder}`,
    `--username=${embeddedName}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
  ];
}

async function runInitdb(user: PostgresUser, command: string[]): Promise<void> {
  const child = Bun.spawn({
    ...asUser(user, command),
    cwd: "/",
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const complaint = await new Response(child.stderr).text();
  if ((await child.exited) !== 0) {
    throw new Error(`the database could not be created: ${complaint.trim() || "initdb failed"}`);
  }
}
