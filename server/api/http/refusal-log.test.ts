import { expect, test } from "bun:test";
import { createLog } from "../../platform/log.ts";
import { type LoggedRefusal, RefusalLog } from "./refusal-log.ts";

const minuteMs = 60_000;

function newLog() {
  let now = 0;
  const hosts: unknown[] = [];
  const write = (line: string) => void hosts.push(JSON.parse(line).host);
  const refusals = new RefusalLog(createLog("warn", { write }), () => now);
  const note = (change: Partial<LoggedRefusal>) =>
    refusals.note({ message: "refused", host: "a", origin: null, mend: "set it", ...change });
  return { hosts, note, pass: (ms: number) => (now += ms) };
}

test("the same refusal is told once a minute", () => {
  const { hosts, note, pass } = newLog();
  for (let second = 0; second < 130; second++) {
    note({ host: "a" });
    pass(1_000);
  }
  expect(hosts).toEqual(["a", "a", "a"]);
});

test("another page, name or reason is told beside it", () => {
  const { hosts, note } = newLog();
  for (let i = 0; i < 2; i++) {
    note({ host: "a" });
    note({ host: "b" });
    note({ host: "a", origin: "http://x" });
    note({ host: "a", message: "refused for another reason" });
  }
  expect(hosts).toEqual(["a", "b", "a", "a"]);
});

test("a scanner that tries every name fills neither the log nor the memory", () => {
  const { hosts, note, pass } = newLog();
  for (let i = 0; i < 10_000; i++) note({ host: `${i}.example` });
  expect(hosts).toHaveLength(10);
  pass(minuteMs);
  note({ host: "after" });
  expect(hosts.at(-1)).toBe("after");
});

test("long headers are cut", () => {
  const { hosts, note } = newLog();
  note({ host: "h".repeat(10_000) });
  expect(String(hosts[0]).length).toBe(200);
});
