import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runFaults } from "./run-faults.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A project that has nothing but fault tests. */
async function projectOf(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "chatkit-faults-of-"));
  folders.push(root);
  for (const [name, source] of Object.entries(files))
    await Bun.write(join(root, "testing/faults", name), source);
  return root;
}

const start = 'import { expect, test } from "bun:test";';

test("runs every file, or those that are named, and counts what held", async () => {
  const root = await projectOf({
    "one.fault.ts": `${start} test("a", () => {});`,
    "two.fault.ts": `${start} test("b", () => { expect(1).toBe(2); });`,
  });
  // Neither of them asks for a database.
  const env = { ...process.env, TEST_DATABASE_URL: "postgres://127.0.0.1:1/none" };
  const options = { root, env, stopping: new AbortController().signal };
  expect(await runFaults(options, [])).toEqual({ passed: 1, failed: 1 });
  expect(await runFaults(options, ["one"])).toEqual({ passed: 1, failed: 0 });
});
