import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Installs the packages of the lockfile unless they are installed. Runs in a separate process
 * before every script, because a process that failed to resolve a package cannot find it later.
 */
export async function ensureInstalled(root: string): Promise<void> {
  const wanted = await installStamp(root);
  if ((await readStamp(root)) === wanted) return;
  console.log("installing the packages of bun.lock …");
  const command = [process.execPath, "install", "--frozen-lockfile"];
  const child = Bun.spawn(command, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if ((await child.exited) !== 0) {
    throw new Error("the packages could not be installed; bun's message above says why");
  }
  await writeFile(stampPath(root), wanted);
}

/** Changes with everything that determines the result of an install. */
export async function installStamp(root: string): Promise<string> {
  const files = ["bun.lock", "package.json"].map((name) => readFile(join(root, name), "utf8"));
  const parts = [...(await Promise.all(files)), Bun.version, process.platform, process.arch];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

const stampPath = (root: string) => join(root, "node_modules", ".chatkit-install");

async function readStamp(root: string): Promise<string | null> {
  return readFile(stampPath(root), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

if (import.meta.main) {
  try {
    await ensureInstalled(join(import.meta.dir, ".."));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
