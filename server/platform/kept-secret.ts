import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Reads the secret in the file, or creates one (64 hex digits) that only its owner can read.
 * Processes that start at the same time agree on one. Rejects when the file cannot be read or
 * created.
 */
export async function keptSecret(path: string): Promise<string> {
  return (await readSecret(path)) ?? (await makeSecret(path));
}

async function readSecret(path: string): Promise<string | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const secret = text.trim();
  if (secret.length < 32)
    throw new Error(`${path} does not hold a secret; delete it to get a new one`);
  return secret;
}

/** Linking a complete file into place keeps a killed process from leaving half a secret. */
async function makeSecret(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const secret = randomBytes(32).toString("hex");
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: "wx" });
  try {
    await link(draft, path);
    return secret;
  } catch (error) {
    const winner = await readSecret(path);
    if (winner === null) throw error;
    return winner;
  } finally {
    await rm(draft, { force: true });
  }
}
