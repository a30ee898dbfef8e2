import { expect, test } from "bun:test";
import type { Machine } from "../../processes/machine.ts";
import { checkProcesses } from "./check-processes.ts";

const machine: Machine = { platform: "linux", cores: 4, memoryBytes: 8 * 2 ** 30 };

test("what fits the machine is well", () => {
  expect(checkProcesses("auto", machine)).toEqual({
    count: 4,
    finding: { level: "fine", about: "processes", says: "4 processes for 4 cores" },
  });
  expect(checkProcesses(1, machine).finding.says).toBe(
    "1 process for 4 cores; CHATKIT_PROCESSES=auto uses all",
  );
  expect(checkProcesses(1, { ...machine, cores: 1 }).finding.says).toBe("1 process for 1 core");
  expect(checkProcesses(1, { ...machine, platform: "darwin" }).finding.says).toBe(
    "1 process for 4 cores",
  );
  const short = checkProcesses("auto", { ...machine, memoryBytes: 2 ** 30 });
  expect([short.count, short.finding.level]).toEqual([2, "fine"]);
  expect(short.finding.says).toStartWith("2 processes for 4 cores: there are 1024 MB");
});

test("more than the machine has is a warning", () => {
  const many = checkProcesses(6, machine);
  expect([many.count, many.finding.level]).toEqual([6, "warning"]);
  expect(many.finding.says).toStartWith("6 processes for 4 cores: they share");
  const large = checkProcesses(4, { ...machine, memoryBytes: 2 ** 30 });
  expect(large.finding).toMatchObject({
    level: "warning",
    says: "4 processes for 4 cores and 1024 MB of memory, and each should have 512",
  });
});

test("what the system cannot do is a problem", () => {
  const { finding } = checkProcesses(2, { ...machine, platform: "win32" });
  expect(finding.level).toBe("problem");
  expect(finding.says).toStartWith("CHATKIT_PROCESSES=2 needs Linux");
});
