import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Installs the packages of the lockfile unless that has been done. It runs as a process of its own
 * before every script: one that has looked for a package in vain does not find it afterwards.
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

/** Changes with everything that decides what an install puts in place. */
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
