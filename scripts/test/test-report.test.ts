import { expect, test } from "bun:test";
import { TestReport } from "./test-report.ts";

function report(stopping = new AbortController().signal) {
  const printed: string[] = [];
  const made = new TestReport(stopping, (text) => printed.push(text));
  return { report: made, text: () => printed.join("").replace(/in [\d.]+ s/g, "in 1 s") };
}

test("parts that run beside others print in one piece, and their totals and failures are added", async () => {
  const { report: tests, text } = report();
  const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const running = ends.map(({ promise }, i) =>
    tests.partBesideOthers(`part ${i}`, async (print) => {
      print(`begin ${i}\n`);
      await promise;
      print(`end ${i}\n`);
      return { passed: 2, failed: i, failures: i === 0 ? [] : ["it broke"] };
    }),
  );
  ends[1].resolve();
  await running[1];
  expect(text()).toBe("\n== part 1\nbegin 1\nend 1\n== FAILED in 1 s: part 1\n");
  ends[0].resolve();
  await running[0];
  expect(text()).toEndWith("\n== part 0\nbegin 0\nend 0\n== done in 1 s: part 0\n");
  const failures = ["== part 1: 1 failed", "it broke"];
  expect(tests.totals).toEqual({ passed: 4, failed: 1, failures, unsteady: [] });
});

test("a part that cannot start counts as one failure, and the next one runs", async () => {
  const { report: tests, text } = report();
  await tests.part("a browser", () => Promise.reject(new Error("there is none")));
  await tests.part("others", () => Promise.resolve({ passed: 3, failed: 0 }));
  expect(text()).toContain("there is none\n== FAILED in 1 s: a browser\n\n== others\n");
  expect(tests.totals).toMatchObject({
    passed: 3,
    failed: 1,
    failures: ["== a browser: 1 failed"],
  });
});

test("what passed at the second try is told at the end", async () => {
  const { report: tests } = report();
  await tests.part("tests", () => Promise.resolve({ passed: 3, failed: 0, unsteady: ["a: busy"] }));
  expect(tests.totals).toEqual({ passed: 3, failed: 0, failures: [], unsteady: ["a: busy"] });
});

test("nothing starts after the signal to stop", async () => {
  const { report: tests, text } = report(AbortSignal.abort());
  await tests.part("late", () => Promise.resolve({ passed: 1, failed: 0 }));
  expect([text(), tests.totals.passed]).toEqual(["", 0]);
});
