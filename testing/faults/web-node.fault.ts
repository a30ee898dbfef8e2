import { expect } from "bun:test";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import { fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";

const people = 20;
const socketsEach = 50;
const directive = "[[paced tokens=150 rate=5]]";

/** Time from the kill until every socket has text from another node, in milliseconds. */
const recoverWithinMs = 15_000;

fault(
  "web node killed with 1,000 sockets",
  async () => {
    await using stage = await openFaultStage({ roles: ["web", "web", "worker"], later: [1] });
    const readers = await Promise.all(
      Array.from({ length: people }, async () => {
        const person = await stage.newPerson();
        const { generationId } = await person.ask(directive);
        const tabs = await Promise.all(
          Array.from({ length: socketsEach }, () => person.anotherTab()),
        );
        return tabs.map((tab) => tab.read(generationId));
      }),
    );
    const all = readers.flat();
    await Promise.all(all.map((reader) => reader.until(({ text }) => text !== "")));
    await stage.cluster.node(1).start();
    const faultAt = performance.now();
    const eventsBefore = new Map(all.map((reader) => [reader, reader.events]));
    await stage.cluster.node(0).end("SIGKILL");
    const wentOn = await Promise.all(
      all.map((reader) => reader.until(() => reader.events > (eventsBefore.get(reader) ?? 0))),
    );
    const text = expectedText(directive);
    for (const reader of all) {
      const seen = await reader.whole();
      expect(seen.final?.status).toBe("completed");
      expect(seen.text === text).toBe(true);
      // A gap would have been answered with a second snapshot.
      expect(reader.kinds["snapshot"]).toBe(1);
    }
    return {
      outcome: "all went on at the other node, nothing lost or doubled",
      recoveredMs: within(recoverWithinMs, Math.max(...wentOn) - faultAt),
      moved: await stage.metrics.moved({ "streams generation resumed": all.length }),
    };
  },
  { withinMs: 150_000 },
);
