import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../scripts/process/run-command.ts";

/** A file system of its own that is soon full. Disposing unmounts it. */
export interface SmallDisk extends AsyncDisposable {
  folder: string;
  /** Takes up all room but so many megabytes. */
  fill(leftMegabytes: number): Promise<void>;
  /** Gives back what `fill` took. */
  clear(): Promise<void>;
}

/** Why no small disk can be had here; null where one can. */
export async function whyNoSmallDisk(): Promise<string | null> {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "mounting needs root on Linux";
  const folder = await mkdtemp(join(tmpdir(), "chatkit-mount-"));
  const { ok, output } = await mount(folder, 1);
  if (ok) await runCommand(["umount", folder], "/");
  await rm(folder, { recursive: true });
  return ok ? null : `no tmpfs can be mounted: ${output}`;
}

/** Mounts one of so many megabytes. */
export async function openSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-disk-"));
  const { ok, output } = await mount(folder, megabytes);
  if (!ok) throw new Error(output);
  // The database's user, when this one is root, may pass through.
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
