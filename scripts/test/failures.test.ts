import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFailures } from "./failures.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-failures-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a real test file, so that a changed format of bun's output is noticed here. */
function failuresOf(name: string, source: string): Promise<string[]> {
  return run({ [name]: source });
}

/** The same with several files side by side. */
function failuresOfSeveral(files: Record<string, string>): Promise<string[]> {
  return run(files, ["--parallel=2", "--no-isolate"]);
}

async function run(files: Record<string, string>, flags: string[] = []): Promise<string[]> {
  for (const [name, source] of Object.entries(files)) await Bun.write(join(folder, name), source);
  const paths = Object.keys(files).map((name) => `./${name}`);
  const child = Bun.spawn([process.execPath, "test", ...flags, ...paths], {
    cwd: folder,
    stdout: "ignore",
    stderr: "pipe",
  });
  return readFailures(await new Response(child.stderr).text(), folder);
}

const start = 'import { afterAll, expect, test } from "bun:test";\n';

test("each failure comes with its file, error and name, and nothing of other tests", async () => {
  const [first, second, ...others] = await failuresOf(
    "a.test.ts",
    `${start}test("passes", () => console.error("all is " + "fine"));
test("counts", () => { expect({ left: 1 }).toEqual({ left: 2 }); });
test("passes too", () => {});
test("throws", () => { throw new Error("the disk is full"); });`,
  );
  expect(first).toStartWith("a.test.ts:");
  expect(first).toContain('+   "left": 1,');
  expect(first).toContain("(fail) counts");
  expect(first).not.toContain("all is fine");
  expect(second).toContain("the disk is full");
  expect(second).toContain("(fail) throws");
  expect(second).not.toContain('"left":');
  expect(others).toEqual([]);
});

test("a file that cannot be loaded and a hook that throws are failures too", async () => {
  const [unloaded, ...more] = await failuresOf("b.test.ts", 'import "./gone.ts";');
  expect(unloaded).toContain("Cannot find module './gone.ts'");
  expect(more).toEqual([]);
  const hooked = await failuresOf(
    "c.test.ts",
    `${start}test("a", () => {}); afterAll(() => { throw new Error("left open"); });`,
  );
  expect(hooked.join()).toContain("left open");
});

test("files that run side by side keep their failures apart", async () => {
  const slow = (name: string, act: string) => `${start}test("waits", () => Bun.sleep(50));
test("${name}", async () => { console.error("said by ${name}"); await Bun.sleep(50); ${act} });`;
  const failures = await failuresOfSeveral({
    "side/a.test.ts": slow("one", 'throw new Error("the disk is full");'),
    "side/b.test.ts": slow("other", "expect(1).toBe(2);"),
    "side/c.test.ts": slow("end", "process.exit(3);"),
    "side/d.test.ts": 'import "./gone.ts";',
  });
  expect(failures).toHaveLength(4);
  const of = (name: string) => failures.find((text) => text.startsWith(`side/${name}.test.ts:`));
  expect(of("a")).toContain("said by one\n");
  expect(of("a")).toContain("the disk is full");
  expect(of("a")).not.toContain("other");
  expect(of("b")).toContain("Expected: 2");
  expect(of("c")).toContain("exit code 3");
  expect(of("d")).toContain("Cannot find module './gone.ts'");
});

test("an error that is printed with the failure after its own is told with its own", () => {
  const rule = "-".repeat(31);
  const error = `error: Cannot find module './gone.ts' from '${folder}/side/d.test.ts'`;
  const unloaded = `# Unhandled error between tests\n${rule}\n${error}\n${rule}\n`;
  const stack = (name: string) =>
    `error: ${name}\n      at <anonymous> (${folder}/${name}.test.ts:3:4)\n`;
  const printed = `a.test.ts:\n(fail) a\nb.test.ts:\n${unloaded}${stack("a")}(fail) b\nc.test.ts:\n${stack("b")}(fail) c\n`;
  expect(readFailures(printed, folder)).toEqual([
    `a.test.ts:\n${stack("a")}(fail) a`,
    `side/d.test.ts:\n${unloaded.trim()}`,
    `b.test.ts:\n${stack("b")}(fail) b`,
    "c.test.ts:\n(fail) c",
  ]);
});

test("a run without failures has none, and of endless output the end is shown", () => {
  expect(readFailures("a.test.ts:\n(pass) a [1.00ms]\n\n 1 pass\n 0 fail\n", folder)).toEqual([]);
  const noise = Array.from({ length: 500 }, (_, index) => `line ${index}`).join("\n");
  const [only] = readFailures(
    `a.test.ts:\n${noise}\n(fail) a\n\n1 tests failed:\n(fail) a\n`,
    folder,
  );
  expect(only?.split("\n")).toHaveLength(61);
  expect(only).toEndWith("line 499\n(fail) a");
});
