import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTotals, runBunTest } from "./bun-test.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** Runs real test files, so that a changed format of bun's summary is noticed here. */
async function totalsOf(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-totals-"));
  folders.push(folder);
  for (const [name, source] of Object.entries(files)) await Bun.write(join(folder, name), source);
  const child = Bun.spawn([process.execPath, "test"], {
    cwd: folder,
    stdout: "ignore",
    stderr: "pipe",
  });
  return readTotals(await new Response(child.stderr).text(), await child.exited);
}

const start = 'import { expect, test } from "bun:test";';

test("counts what passed and what failed", async () => {
  const passing = `${start} test("a", () => {}); test("b", () => {}); test.skip("c", () => {});`;
  expect(await totalsOf({ "a.test.ts": passing })).toEqual({ passed: 2, failed: 0 });
  const failing = `${start} test("d", () => { expect(1).toBe(2); });`;
  expect(await totalsOf({ "a.test.ts": passing, "b.test.ts": failing })).toEqual({
    passed: 2,
    failed: 1,
  });
});

test("a file that cannot be loaded is a failure", async () => {
  const files = {
    "a.test.ts": `${start} test("a", () => {});`,
    "b.test.ts": 'import "./gone.ts";',
  };
  expect(await totalsOf(files)).toEqual({ passed: 1, failed: 1 });
});

test("a run that is killed is a failure, even when nothing was printed", () => {
  expect(readTotals("", 137)).toEqual({ passed: 0, failed: 1 });
  expect(readTotals(" 3 pass\n 0 fail\n", 1)).toEqual({ passed: 3, failed: 1 });
});

test("a test that prints a summary of its own does not count", () => {
  expect(readTotals(" 9 pass\n 9 fail\n\n 1 pass\n 0 fail\n", 0)).toEqual({ passed: 1, failed: 0 });
});

test("what a module loaded before the tests opens is there for all files, in their order", async () => {
  const root = await mkdtemp(join(tmpdir(), "chatkit-preload-"));
  folders.push(root);
  const file = (name: string) =>
    `import { test } from "bun:test"; test("${name}", () => console.log("in ${name}"));`;
  await Bun.write(join(root, "a.test.ts"), file("a"));
  await Bun.write(join(root, "b.test.ts"), file("b"));
  await Bun.write(
    join(root, "first.ts"),
    'import { afterAll } from "bun:test"; console.log("opened"); afterAll(() => console.log("closed"));',
  );
  let said = "";
  const totals = await runBunTest(["./b.test.ts", "./a.test.ts"], {
    root,
    env: process.env,
    preload: "./first.ts",
    testTimeoutMs: 5_000,
    runTimeoutMs: 30_000,
    stopping: new AbortController().signal,
    print: (text) => (said += text),
  });
  expect(totals).toEqual({ passed: 2, failed: 0, failures: [] });
  expect(said.match(/opened|closed|in [ab]/g)).toEqual(["opened", "in b", "in a", "closed"]);
});
