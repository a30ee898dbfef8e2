import { expect, test } from "bun:test";
import { chooseProcesses } from "./choose-processes.ts";
import type { Machine } from "./machine.ts";

const gigabyte = 2 ** 30;
const machine: Machine = { platform: "linux", cores: 8, memoryBytes: 16 * gigabyte };

test("auto is one process for each core", () => {
  expect(chooseProcesses("auto", machine)).toEqual({ count: 8, note: null });
  expect(chooseProcesses("auto", { ...machine, cores: 1 })).toEqual({ count: 1, note: null });
  expect(chooseProcesses("auto", { ...machine, cores: 96, memoryBytes: 64 * gigabyte }).count).toBe(
    64,
  );
});

test("auto takes no more than the memory allows, and says so", () => {
  const small = chooseProcesses("auto", { ...machine, memoryBytes: 2 * gigabyte });
  expect(small.count).toBe(4);
  expect(small.note).toStartWith("4 processes for 8 cores: there are 2048 MB of memory");
  const tiny = chooseProcesses("auto", { ...machine, memoryBytes: gigabyte / 4 });
  expect([tiny.count, tiny.note?.startsWith("one process for 8 cores")]).toEqual([1, true]);
});

test("a number is taken at its word", () => {
  expect(chooseProcesses(3, { ...machine, cores: 1, memoryBytes: 1 })).toEqual({
    count: 3,
    note: null,
  });
});

test("without Linux there is one process, and a larger number is refused", () => {
  const mac: Machine = { ...machine, platform: "darwin" };
  expect(chooseProcesses(1, mac)).toEqual({ count: 1, note: null });
  expect(chooseProcesses("auto", mac)).toEqual({
    count: 1,
    note: "one process: only Linux spreads connections over several",
  });
  expect(() => chooseProcesses(2, mac)).toThrow("CHATKIT_PROCESSES=2 needs Linux");
});
