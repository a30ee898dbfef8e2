import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CredentialStorage } from "../credentials.ts";

/** The folder for this program's files. */
export function configFolder(env: Readonly<Record<string, string | undefined>>): string {
  return join(env["XDG_CONFIG_HOME"] || env["APPDATA"] || join(homedir(), ".config"), "chatkit");
}

/**
 * Keeps the session of one server in a file that only the current user can read. A folder that is
 * not writable is reported, but does not stop the program.
 */
export function createFileCredentials(
  folder: string,
  address: string,
  onProblem: (sentence: string) => void,
): CredentialStorage {
  const path = join(folder, `session-${encodeURIComponent(address)}`);
  return {
    async load() {
      try {
        return (await readFile(path, "utf8")).trim() || null;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async save(value) {
      try {
        if (value === null) await rm(path, { force: true });
        else await replaceFile(folder, path, `${value}\n`);
      } catch (error) {
        onProblem(
          `Couldn't save the session: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    },
  };
}

/** Written aside and renamed, so that a reader never finds a partial file. */
async function replaceFile(folder: string, path: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
