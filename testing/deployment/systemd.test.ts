import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readText } from "./read-yaml.ts";

const path = "docs/operations/systemd/chatkit.service";
const analyze = Bun.which("systemd-analyze");
if (!analyze) console.warn("no systemd-analyze on this machine: the unit is not checked with it");

/** Runs systemd's own check on the unit, with a program that this machine has. */
async function check(...words: string[]): Promise<{ code: number; said: string }> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "chatkit-unit-"));
  opened.defer(() => rm(folder, { recursive: true }));
  const unit = join(folder, "chatkit.service");
  await Bun.write(unit, (await readText(path)).replace("/usr/local/bin/chatkit", process.execPath));
  const child = Bun.spawn([analyze ?? "", ...words, unit], { stdout: "pipe", stderr: "pipe" });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, said: `${out}${err}` };
}

test.skipIf(!analyze)("systemd finds no fault in the unit", async () => {
  expect(await check("verify")).toEqual({ code: 0, said: "" });
});

test.skipIf(!analyze)("it is exposed as little as the page about it says", async () => {
  const { code, said } = await check("security", "--offline=yes", "--threshold=20");
  expect([code, said]).toEqual([0, expect.stringMatching(/level for chatkit.service: 1\.\d OK/)]);
  expect(await readText("docs/operations/systemd.md")).toContain("1.7 of 10");
});

test("a node has the time to drain, and the signal reaches it alone", async () => {
  const unit = await readText(path);
  const [, drain] =
    /drainWithinMs = (\d+)_000/.exec(await readText("server/app/on-end-signal.ts")) ?? [];
  const [, stop] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
  expect(Number(stop)).toBeGreaterThan(Number(drain) + 5);
  expect(unit).toContain("\nKillMode=mixed\n");
});
