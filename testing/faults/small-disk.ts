import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../scripts/process/run-command.ts";

/** A small file system that is soon full. Disposing unmounts it. */
export interface SmallDisk extends AsyncDisposable {
  folder: string;
  /** Fills it, but for this many megabytes. */
  fill(leftMegabytes: number): Promise<void>;
  /** Frees what `fill` has taken. */
  clear(): Promise<void>;
}

/** Why this machine cannot mount a small disk; null where it can. */
export async function whyNoSmallDisk(): Promise<string | null> {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "mounting needs root on Linux";
  const folder = await mkdtemp(join(tmpdir(), "chatkit-mount-"));
  const { ok, output } = await mount(folder, 1);
  if (ok) await runCommand(["umount", folder], "/");
  await rm(folder, { recursive: true });
  return ok ? null : `no tmpfs can be mounted: ${output}`;
}

/** Mounts a disk of this many megabytes. */
export async function openSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-disk-"));
  const { ok, output } = await mount(folder, megabytes);
  if (!ok) throw new Error(output);
  // As root, PostgreSQL runs as another user, who needs access to this folder.
  await chmod(folder, 0o711);
  const filler = join(folder, "filler");
  return {
    folder,
    async fill(leftMegabytes) {
      const { output: free } = await runCommand(["df", "--output=avail", "-k", folder], "/");
      const kilobytes = Number(free.split("\n").at(-1)) - leftMegabytes * 1024;
      const block = Math.max(0, kilobytes);
      await runCommand(["sh", "-c", `head -c ${block}K /dev/zero >> ${filler}`], "/");
    },
    clear: () => rm(filler, { force: true }),
    async [Symbol.asyncDispose]() {
      await runCommand(["umount", "--lazy", folder], "/");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function mount(folder: string, megabytes: number) {
  return runCommand(["mount", "-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], "/");
}
