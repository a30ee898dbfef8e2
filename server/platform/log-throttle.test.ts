import { expect, test } from "bun:test";
import { createLog } from "./log.ts";
import { LogThrottle } from "./log-throttle.ts";

const withCode = (code: string) => Object.assign(new Error("not reached"), { code });

/** What a log writes, and how. */
function readLog() {
  const lines: { msg: string; path?: string; suppressed?: number }[] = [];
  const log = createLog("info", { write: (line) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

test("a repeated error is logged once, whichever call caused it, and so are other errors", () => {
  const { log, lines } = readLog();
  for (let i = 0; i < 500; i++) {
    log.warn({ err: withCode("ECONNREFUSED"), path: `p${i}` }, "procedure unavailable");
    log
      .child({ requestId: `${i}` })
      .warn({ err: withCode("ECONNREFUSED") }, "could not send pulse");
    log.warn({ err: new Error("outer", { cause: withCode("53100") }) }, "could not send pulse");
    log.info({ count: i }, "counted");
  }
  const written = lines.map(({ msg }) => msg).filter((msg) => msg !== "counted");
  expect(written).toEqual([
    "procedure unavailable",
    "could not send pulse",
    "could not send pulse",
  ]);
  expect(lines.length - written.length).toBe(500);
});

test("errors without a code are told apart by their procedure, and a few of each are written", () => {
  const { log, lines } = readLog();
  for (let i = 0; i < 50; i++)
    for (const path of ["a", "b"]) log.error({ err: new TypeError("x"), path }, "procedure failed");
  expect(lines.map(({ path = "" }) => path).toSorted((a, b) => a.localeCompare(b))).toEqual([
    "a",
    "a",
    "a",
    "b",
    "b",
    "b",
  ]);
});

test("what ends the process is always written", () => {
  const { log, lines } = readLog();
  for (let i = 0; i < 3; i++) log.fatal({ err: withCode("X") }, "the end");
  expect(lines).toHaveLength(3);
});

test("the newest follows at the end of the time, with the number that was left out, and then again", async () => {
  const windowMs = 30;
  const throttle = new LogThrottle(windowMs);
  const written: object[] = [];
  const twice = Promise.withResolvers<void>();
  const write = (details: object) => {
    written.push(details);
    if (written.length === 2) repeat(3);
    if (written.length === 3) twice.resolve();
  };
  const repeat = (times: number) => {
    for (let n = 1; n <= times; n++) throttle.pass({ err: withCode("X"), n }, "failed", write);
  };
  repeat(5);
  // Waiting for a timer that keeps no process alive.
  const awake = setInterval(() => {}, windowMs);
  await twice.promise;
  clearInterval(awake);
  const said = written.map((line) => ({ n: Reflect.get(line, "n"), ...pickSuppressed(line) }));
  expect(said).toEqual([{ n: 1 }, { n: 5, suppressed: 4 }, { n: 3, suppressed: 3 }]);
});

const pickSuppressed = (line: object) =>
  "suppressed" in line ? { suppressed: line.suppressed } : {};
