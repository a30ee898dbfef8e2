import { expect } from "bun:test";
import { fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";
import { startOwnPostgres } from "./own-postgres.ts";

/**
 * Bounds of the delay of text while the connection is dead, and of the time until it is usual
 * again.
 */
const lagWithinMs = 2_000;
const healWithinMs = 15_000;

/** A slower delivery has waited for a poll. */
const usualLagMs = 400;

/** Text of this length is one Unix time in milliseconds and a space. */
const stampLength = 14;

fault("only the LISTEN connection silently dead", async () => {
  await using postgres = await startOwnPostgres();
  await using stage = await openFaultStage({
    roles: ["web", "worker"],
    database: { url: postgres.url, direct: postgres.direct },
  });
  const person = await stage.newPerson();
  const asked = await person.ask("[[paced tokens=400 rate=20 stamp=1]]");
  const reader = person.read(asked.generationId);
  await reader.until(({ text }) => text.length > 20 * stampLength);
  const faultAt = Date.now();
  // Both nodes lose their LISTEN connection.
  expect(postgres.proxy.strand((opening) => opening.includes("chatkit listen"))).toBe(2);
  let worstMs = 0;
  let lastLateAt = faultAt;
  let read = reader.seen.text.length;
  while (!reader.seen.final) {
    await reader.until(({ text, final }) => text.length > read || final !== null);
    const oldest = Number(reader.seen.text.slice(read, read + stampLength));
    const lagMs = Date.now() - oldest;
    if (read < reader.seen.text.length) worstMs = Math.max(worstMs, lagMs);
    if (read < reader.seen.text.length && lagMs > usualLagMs) lastLateAt = Date.now();
    read = reader.seen.text.length;
  }
  expect(reader.refusals).toEqual([]);
  expect(reader.seen.final.status).toBe("completed");
  within(lagWithinMs, worstMs);
  return {
    outcome: `text came at most ${worstMs} ms late, polled until the connection was replaced`,
    recoveredMs: within(healWithinMs, lastLateAt - faultAt),
    moved: await stage.metrics.moved({ "listen replaced silent": 2 }),
  };
});
