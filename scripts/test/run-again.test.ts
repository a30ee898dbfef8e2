import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runSteadily } from "./run-again.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** Runs real test files; one that counts its runs can fail in the first and pass in the second. */
async function run(files: Record<string, string>) {
  const root = await mkdtemp(join(tmpdir(), "chatkit-again-"));
  folders.push(root);
  for (const [name, source] of Object.entries(files)) await Bun.write(join(root, name), source);
  let said = "";
  const totals = await runSteadily(["."], {
    root,
    env: process.env,
    workers: 2,
    testTimeoutMs: 5_000,
    runTimeoutMs: 30_000,
    stopping: new AbortController().signal,
    print: (text) => (said += text),
  });
  return { totals, said };
}

const start = 'import { expect, test } from "bun:test";\n';
const good = `${start}test("good", () => {});`;
const bad = `${start}test("bad", () => { expect(1).toBe(2); });`;
const busy = `${start}import { existsSync, writeFileSync } from "node:fs";
const seen = import.meta.path + ".seen";
test("busy", () => { const again = existsSync(seen); writeFileSync(seen, ""); expect(again).toBe(true); });`;

test("what passes at the second try has passed, and is told", async () => {
  const { totals, said } = await run({ "a.test.ts": good, "b.test.ts": busy });
  expect(totals).toEqual({ passed: 2, failed: 0, unsteady: [expect.stringContaining("busy")] });
  expect(totals.unsteady?.[0]).toStartWith("b.test.ts:\n");
  expect(said).toContain("== once more: b.test.ts\n");
  expect(said).not.toContain("once more: a.test.ts");
});

test("what fails twice has failed, beside what does not", async () => {
  const { totals } = await run({ "a.test.ts": good, "b.test.ts": busy, "c.test.ts": bad });
  expect([totals.passed, totals.failed]).toEqual([2, 1]);
  expect(totals.failures?.join()).toContain("(fail) bad");
  expect(totals.failures?.join()).not.toContain("busy");
});

test("many failures, and those of no known file, are not tried again", async () => {
  const many = Array.from({ length: 9 }, (_, n) => [`${n}.test.ts`, bad] as const);
  const { totals, said } = await run(Object.fromEntries(many));
  expect([totals.passed, totals.failed]).toEqual([0, 9]);
  expect(said).not.toContain("once more");
});
