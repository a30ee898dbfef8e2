import { expect } from "bun:test";
import type { Sql } from "postgres";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import { fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";
import { readGauge } from "./metric-moves.ts";
import type { Reader } from "./reader.ts";

const drainWithinMs = 25_000;

/** Longest time from the signal to the next text, in milliseconds. */
const goOnWithinMs = 5_000;

fault(
  "SIGTERM in the middle of a reply",
  async () => {
    await using stage = await openFaultStage({ roles: ["all", "all"] });
    const people = await Promise.all([stage.newPerson(), stage.newPerson(), stage.newPerson()]);
    const directive = "[[paced tokens=60 rate=20]]";
    const readers = await Promise.all(
      people.map(async (person) => person.read((await person.ask(directive)).generationId)),
    );
    await Promise.all(readers.map((reader) => reader.until(({ text }) => text !== "")));
    const moving = await readGauge(stage.cluster.node(0), "chatkit_sockets");
    const faultAt = performance.now();
    const ended = await stage.cluster.node(0).end("SIGTERM");
    within(drainWithinMs, performance.now() - faultAt);
    expect(ended).toMatchObject({ status: 0, signal: null });
    await expectWhole(readers, directive);
    return {
      outcome: "drained, exit 0, every reply whole",
      recoveredMs: within(
        goOnWithinMs,
        Math.max(...readers.map(({ longestGapMs }) => longestGapMs)),
      ),
      moved: await stage.metrics.moved({
        "takeovers handover": await handoversOf(stage.sql),
        "streams generation resumed": moving,
      }),
    };
  },
  { quick: true },
);

fault(
  "rolling replacement of two nodes, three times over",
  async () => {
    await using stage = await openFaultStage({ roles: ["all", "all"] });
    const person = await stage.newPerson();
    const asked = await person.ask("[[gate]]");
    const reader = person.read(asked.generationId);
    let attempt = 1;
    let drainedMs = 0;
    for (let round = 1; round <= 3; round++) {
      for (const node of stage.cluster.nodes) {
        await stage.provider.waitForRequest(attempt);
        stage.provider.push("x", attempt);
        await reader.until((seen) => seen.text.startsWith("x"));
        await stage.metrics.takeDown();
        const startedAt = performance.now();
        expect(await node.replace()).toMatchObject({ status: 0, signal: null });
        drainedMs = Math.max(drainedMs, performance.now() - startedAt);
        attempt = 1 + (await handoversOf(stage.sql));
      }
    }
    await stage.provider.waitForRequest(attempt);
    stage.provider.push("whole", attempt);
    stage.provider.release(attempt);
    const { text, final } = await reader.whole();
    expect(text).toMatch(/^x*whole$/);
    expect(final?.status).toBe("completed");
    expect(reader.refusals).toEqual([]);
    expect(attempt).toBeGreaterThan(3);
    return {
      outcome: `six replacements, ${attempt - 1} hand-overs, each exit 0; one whole reply`,
      recoveredMs: within(drainWithinMs, drainedMs),
      moved: await stage.metrics.moved({
        "takeovers handover": attempt - 1,
        "streams generation resumed": "some",
      }),
    };
  },
  { withinMs: 120_000 },
);

async function handoversOf(sql: Sql): Promise<number> {
  const [row] = await sql<{ handovers: number }[]>`
    select sum(handovers)::int as handovers from generations`;
  return row?.handovers ?? 0;
}

async function expectWhole(readers: readonly Reader[], directive: string): Promise<void> {
  for (const reader of readers) {
    const { text, final } = await reader.whole();
    expect(final?.status).toBe("completed");
    expect(text).toBe(expectedText(directive));
    expect(reader.refusals).toEqual([]);
  }
}
