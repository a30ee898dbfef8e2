import { readFile } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { dirname, join } from "node:path";

/** What this program may use of the machine. */
export interface Machine {
  platform: NodeJS.Platform;
  /** At least one. */
  cores: number;
  memoryBytes: number;
}

/** Where the kernel tells the limits of control groups, of containers and services that is. */
export interface CgroupFiles {
  /** Which groups this process is in. */
  membership: string;
  /** Where the groups are. */
  mount: string;
}

const usualFiles: CgroupFiles = { membership: "/proc/self/cgroup", mount: "/sys/fs/cgroup" };

/** Reads the cores that this process may run on and the memory it may take, limits included. */
export async function readMachine(files: CgroupFiles = usualFiles): Promise<Machine> {
  const limits = process.platform === "linux" ? await readLimits(files) : noLimits;
  return {
    platform: process.platform,
    // A part of a core more would only be waited for.
    cores: Math.max(1, Math.min(availableParallelism(), Math.floor(limits.cores))),
    memoryBytes: Math.min(totalmem(), limits.memoryBytes),
  };
}

interface Limits {
  cores: number;
  memoryBytes: number;
}

const noLimits: Limits = { cores: Infinity, memoryBytes: Infinity };

/** The tightest limits of the groups that this process is in and of all around them. */
async function readLimits({ membership, mount }: CgroupFiles): Promise<Limits> {
  const groups = (await readOrEmpty(membership)).trim().split("\n");
  const found = await Promise.all(
    groups.flatMap((line) => {
      const [, controllers = "", path = "/"] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
      // Version 2 has one tree without a name, version 1 one for each kind of limit.
      if (controllers === "") return foldersOf(mount, path).map(readNewLimits);
      const kinds = controllers.split(",");
      return [
        ...(kinds.includes("cpu") ? foldersOf(join(mount, "cpu"), path).map(readOldCores) : []),
        ...(kinds.includes("memory")
          ? foldersOf(join(mount, "memory"), path).map(readOldMemory)
          : []),
      ];
    }),
  );
  return {
    cores: Math.min(...found.map(({ cores }) => cores), Infinity),
    memoryBytes: Math.min(...found.map(({ memoryBytes }) => memoryBytes), Infinity),
  };
}

/** A group's folder and those around it, up to the mount. */
function foldersOf(mount: string, path: string): string[] {
  const folders: string[] = [];
  for (let at = join("/", path); ; at = dirname(at)) {
    folders.push(join(mount, at));
    if (at === "/") return folders;
  }
}

async function readNewLimits(folder: string): Promise<Limits> {
  const [quota, period] = (await readOrEmpty(join(folder, "cpu.max"))).trim().split(" ");
  const memory = (await readOrEmpty(join(folder, "memory.max"))).trim();
  return { cores: share(quota, period), memoryBytes: amount(memory) };
}

async function readOldCores(folder: string): Promise<Limits> {
  const quota = (await readOrEmpty(join(folder, "cpu.cfs_quota_us"))).trim();
  const period = (await readOrEmpty(join(folder, "cpu.cfs_period_us"))).trim();
  return { ...noLimits, cores: share(quota, period) };
}

async function readOldMemory(folder: string): Promise<Limits> {
  const memory = (await readOrEmpty(join(folder, "memory.limit_in_bytes"))).trim();
  return { ...noLimits, memoryBytes: amount(memory) };
}

/** Cores from microseconds of processor time in a period; `max` and -1 are no limit. */
function share(quota = "", period = ""): number {
  const [used, of] = [amount(quota), amount(period)];
  return Number.isFinite(used) && of > 0 ? used / of : Infinity;
}

function amount(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Infinity;
}

/** A file is missing where the machine has no such limit. */
async function readOrEmpty(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "EACCES") return "";
    throw error;
  });
}
