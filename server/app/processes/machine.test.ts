import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { readMachine } from "./machine.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-machine-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A machine whose control groups have these files. */
async function machineOf(name: string, membership: string, files: Record<string, string>) {
  const at = join(folder, name);
  await Bun.write(join(at, "membership"), membership);
  for (const [path, text] of Object.entries(files)) await Bun.write(join(at, "mount", path), text);
  return readMachine({ membership: join(at, "membership"), mount: join(at, "mount") });
}

const cores = availableParallelism();
const isLinux = process.platform === "linux";

test.skipIf(!isLinux)("limits of a container, and of what is around it, are kept", async () => {
  const container = await machineOf("container", "0::/\n", {
    "cpu.max": "100000 100000\n",
    "memory.max": "536870912\n",
  });
  expect(container).toMatchObject({ cores: 1, memoryBytes: 512 * 2 ** 20 });
  const service = await machineOf("service", "0::/system.slice/chatkit.service\n", {
    "system.slice/chatkit.service/cpu.max": "max 100000\n",
    "system.slice/chatkit.service/memory.max": "max\n",
    "system.slice/memory.max": "1073741824\n",
  });
  expect(service).toMatchObject({ cores, memoryBytes: 2 ** 30 });
});

test.skipIf(!isLinux)("a part of a core is none, but there is always one", async () => {
  const half = await machineOf("half", "0::/\n", { "cpu.max": "50000 100000\n" });
  expect(half.cores).toBe(1);
  const more = await machineOf("more", "0::/\n", { "cpu.max": "190000 100000\n" });
  expect(more.cores).toBe(1);
});

test.skipIf(!isLinux)("limits of the older control groups are kept", async () => {
  const old = await machineOf("old", "4:memory:/docker/x\n3:cpu,cpuacct:/docker/x\n", {
    "cpu/docker/x/cpu.cfs_quota_us": "-1\n",
    "cpu/cpu.cfs_quota_us": "100000\n",
    "cpu/cpu.cfs_period_us": "100000\n",
    "memory/docker/x/memory.limit_in_bytes": "268435456\n",
  });
  expect(old).toMatchObject({ cores: 1, memoryBytes: 256 * 2 ** 20 });
});

test("without limits it is the machine's own", async () => {
  const free = await machineOf("free", "", {});
  expect(free).toEqual({ platform: process.platform, cores, memoryBytes: totalmem() });
});
