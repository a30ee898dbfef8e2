import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findJourneys } from "./find-tests.ts";

test("long journeys begin first, and those that another file holds", async () => {
  await using opening = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), "chatkit-find-"));
  opening.defer(() => rm(root, { recursive: true, force: true }));
  const lengths = { "e2e/a.e2e.ts": 900, "e2e/b/b.e2e.ts": 2_000, "e2e/c.e2e.ts": 100 };
  for (const [path, length] of Object.entries({ ...lengths, "e2e/journey.ts": 3_000 }))
    await Bun.write(join(root, path), "x".repeat(length));
  expect(await findJourneys(root)).toEqual(["e2e/c.e2e.ts", "e2e/b/b.e2e.ts", "e2e/a.e2e.ts"]);
});
