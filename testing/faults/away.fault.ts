import { expect } from "bun:test";
import { fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";
import { startOwnPostgres } from "./own-postgres.ts";

/**
 * A node without a database ends within this, in milliseconds: no other node can take its replies.
 */
const endWithinMs = 10_000;

for (const how of ["refuses connections", "is silent"] as const)
  fault(
    `SIGTERM in the middle of replies while the database ${how}`,
    async () => {
      await using postgres = await startOwnPostgres();
      await using stage = await openFaultStage({
        roles: ["all"],
        database: { url: postgres.url, direct: postgres.direct },
      });
      const person = await stage.newPerson();
      for (let replies = 0; replies < 5; replies++) {
        const { generationId } = await person.ask("[[paced tokens=900 rate=20]]");
        await person.read(generationId).until(({ text }) => text !== "");
      }
      const moved = await stage.metrics.moved({});
      if (how === "is silent") postgres.proxy.stall();
      else postgres.proxy.cut();
      await Bun.sleep(500);
      const endingAt = performance.now();
      const { status } = await stage.cluster.node(0).end("SIGTERM");
      const tookMs = within(endWithinMs, performance.now() - endingAt);
      postgres.proxy.mend();
      expect([0, 1]).toContain(status ?? -1);
      return { outcome: `ended after ${(tookMs / 1_000).toFixed(1)} s`, recoveredMs: null, moved };
    },
    { withinMs: 90_000 },
  );
