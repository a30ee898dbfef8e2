import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findJourneys } from "./find-tests.ts";

/** The batches of files of so many bytes, by name. */
async function batchesOf(files: Record<string, number>, workers: number) {
  await using opening = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), "chatkit-find-"));
  opening.defer(() => rm(root, { recursive: true, force: true }));
  for (const [path, length] of Object.entries(files))
    await Bun.write(join(root, path), "x".repeat(length));
  return await findJourneys(root, workers);
}

test("long journeys begin first, and those that another file holds", async () => {
  const lengths = { "e2e/a.e2e.ts": 900, "e2e/b/b.e2e.ts": 2_000, "e2e/c.e2e.ts": 100 };
  expect(await batchesOf({ ...lengths, "e2e/journey.ts": 3_000 }, 1)).toEqual([
    ["e2e/c.e2e.ts"],
    ["e2e/b/b.e2e.ts"],
    ["e2e/a.e2e.ts"],
  ]);
});

test("batches get smaller, so that the workers end at about the same time", async () => {
  const files = Array.from({ length: 60 }, (_, n) => [`e2e/${n + 10}.e2e.ts`, 1_000] as const);
  const batches = await batchesOf(Object.fromEntries(files), 2);
  expect(batches.flat().toSorted()).toEqual(files.map(([path]) => path));
  expect(batches.map(({ length }) => length)).toEqual([
    8, 8, 8, 8, 7, 5, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1,
  ]);
});
