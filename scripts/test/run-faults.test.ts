import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A project that only has fault tests. */
async function projectOf(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "chatkit-faults-of-"));
  folders.push(root);
  for (const [name, source] of Object.entries(files))
    await Bun.write(join(root, "testing/faults", name), source);
  return root;
}

const start = 'import { expect, test } from "bun:test";';

/** Runs the faults of a project in a separate process, because its output is not this test's. */
async function faultsOf(root: string, words: string[]): Promise<unknown> {
  const module = JSON.stringify(join(import.meta.dir, "run-faults.ts"));
  const program = `
    const { runFaults } = await import(${module});
    // None of the faults uses a database.
    const env = { ...process.env, TEST_DATABASE_URL: "postgres://127.0.0.1:1/none" };
    const stopping = new AbortController().signal;
    const options = { root: ${JSON.stringify(root)}, env, stopping };
    console.log(JSON.stringify(await runFaults(options, ${JSON.stringify(words)})));`;
  const child = Bun.spawn([process.execPath, "-e", program], { stdout: "pipe", stderr: "ignore" });
  return JSON.parse((await new Response(child.stdout).text()).trim().split("\n").at(-1) ?? "");
}

test("runs every file, or those that are named, and counts what held", async () => {
  const root = await projectOf({
    "one.fault.ts": `${start} test("a", () => {});`,
    "two.fault.ts": `${start} test("b", () => { expect(1).toBe(2); });`,
  });
  expect(await faultsOf(root, [])).toEqual({ passed: 1, failed: 1 });
  expect(await faultsOf(root, ["one"])).toEqual({ passed: 1, failed: 0 });
});
