import { expect } from "bun:test";
import { chmod, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import { newSend } from "../server/visitor.ts";
import { startEmbeddedNode } from "./embedded-node.ts";
import { fault, within } from "./fault.ts";
import { sendUntilTaken } from "./person.ts";
import { untilTrue } from "../until.ts";

/** Text has to arrive again within this after PostgreSQL was ended, in milliseconds. */
const recoverWithinMs = 10_000;

/**
 * The time for all attempts to bring PostgreSQL back and the pauses between them, in milliseconds.
 */
const giveUpWithinMs = 30_000;

async function newFolder(resources: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-embedded-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  // As root, PostgreSQL runs as another user, who needs access to this folder.
  await chmod(folder, 0o711);
  return folder;
}

for (const signal of ["SIGKILL", "SIGTERM"] as const)
  fault(
    `embedded PostgreSQL ended from outside by ${signal}`,
    async () => {
      await using resources = new AsyncDisposableStack();
      const node = resources.use(await startEmbeddedNode(await newFolder(resources)));
      const person = await node.newPerson();
      const directive = "[[paced tokens=60 rate=20]]";
      const { generationId } = await person.ask(directive);
      const reader = person.read(generationId);
      await reader.until(({ text }) => text !== "");
      const endedAt = performance.now();
      process.kill(await node.postmaster(), signal);
      await node.log.untilSaid("PostgreSQL is running again");
      const events = reader.events;
      const wentOnAt = await reader.until(() => reader.events > events);
      const { text, final } = await reader.whole();
      expect([final?.status, text]).toEqual(["completed", expectedText(directive)]);
      const refusals = await sendUntilTaken(person.api, newSend());
      expect(refusals.filter((code) => code !== "unavailable")).toEqual([]);
      await untilTrue("a ready node", async () => (await fetch(`${node.origin}/readyz`)).ok);
      return {
        outcome: "started again at the same address; the reply is whole",
        recoveredMs: within(recoverWithinMs, wentOnAt - endedAt),
        moved: await node.metrics.moved({
          "listen replaced closed": 1,
          "job queue errors": "perhaps",
          "flush failures": "perhaps",
          "cache table failures": "perhaps",
          "failed reads": "perhaps",
          "takeovers loss": "perhaps",
          "left to lease": "perhaps",
          "refused messages.send unavailable": "perhaps",
          "refused auth.refresh unavailable": "perhaps",
        }),
      };
    },
    { quick: signal === "SIGKILL" },
  );

fault("embedded PostgreSQL that cannot be brought back", async () => {
  await using resources = new AsyncDisposableStack();
  const folder = await newFolder(resources);
  const node = resources.use(await startEmbeddedNode(folder));
  const control = join(folder, "postgres", "global", "pg_control");
  const postmaster = await node.postmaster();
  const moved = await node.metrics.moved({});
  await rename(control, `${control}.away`);
  const endedAt = performance.now();
  process.kill(postmaster, "SIGKILL");
  const { status, err } = await node.process.ended;
  expect(status).toBe(1);
  expect(err).toContain("could not be restarted");
  expect(err).toContain("pg_control");
  return {
    outcome: "six tries, then exit 1 with PostgreSQL's own words",
    recoveredMs: within(giveUpWithinMs, performance.now() - endedAt),
    moved,
  };
});
