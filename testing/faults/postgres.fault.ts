import { expect } from "bun:test";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import { openDatabase } from "../../server/platform/db/client.ts";
import { newSend } from "../server/visitor.ts";
import { type FaultOutcome, fault, within } from "./fault.ts";
import { type FaultStage, openFaultStage } from "./fault-stage.ts";
import type { ExpectedMoves } from "./metric-moves.ts";
import { type OwnPostgres, startOwnPostgres } from "./own-postgres.ts";
import { type Person, sendUntilTaken } from "./person.ts";

/** Streams have to continue within this after the database is back, in milliseconds. */
const recoverWithinMs = 10_000;

/** Codes that a send may be refused with while the database is away; all of them can be retried. */
const retryable = new Set(["unavailable"]);

/**
 * Streams a reply and sends messages during the fault; both have to end well.
 *
 * @param disturb causes the fault and ends it; gives when it was over, by `performance.now()`
 * @param moved the counters that move, besides those of refusals
 */
async function withDatabaseFault({
  tokens,
  disturb,
  moved,
}: {
  tokens: number;
  disturb: (postgres: OwnPostgres) => Promise<number>;
  moved: ExpectedMoves;
}): Promise<FaultOutcome> {
  await using postgres = await startOwnPostgres();
  await using stage = await openFaultStage({
    roles: ["web", "worker"],
    database: { url: postgres.url, direct: postgres.url },
  });
  const person = await stage.newPerson();
  const directive = `[[paced tokens=${tokens} rate=10]]`;
  const asked = await person.ask(directive);
  const reader = person.read(asked.generationId);
  await reader.until(({ text }) => text !== "");
  const sends = sendAllTheWhile(stage, await stage.newPerson());
  const backAt = await disturb(postgres);
  const eventsBefore = reader.events;
  const wentOnAt = await reader.until(() => reader.events > eventsBefore);
  const refusals = await sends.finish();
  const { text, final } = await reader.whole();
  expect(final?.status).toBe("completed");
  expect(text).toBe(expectedText(directive));
  expect([...new Set(refusals)].filter((code) => !retryable.has(code))).toEqual([]);
  expect(stage.ends).toEqual([]);
  expect(stage.errors).toEqual([]);
  const recoveredMs = within(recoverWithinMs, wentOnAt - backAt);
  return {
    outcome: `no node exited; ${sends.sent()} sends once each, ${refusals.length} typed refusals`,
    recoveredMs,
    moved: await stage.metrics.moved({ "cache table failures": "perhaps", ...moved, ...refused }),
  };
}

/** Calls during the outage are refused; timing decides whether there are any. */
const refused: ExpectedMoves = {
  "refused messages.send unavailable": "perhaps",
  "refused auth.refresh unavailable": "perhaps",
};

/** Sends one message after another, each in a new thread, until told to finish. */
function sendAllTheWhile(stage: FaultStage, { api }: Person) {
  let finished = false;
  const ids: string[] = [];
  const run = async () => {
    const refusals: string[] = [];
    while (!finished) {
      const send = newSend({ text: "meanwhile" });
      ids.push(send.id);
      refusals.push(...(await sendUntilTaken(api, send)));
      await Bun.sleep(100);
    }
    return refusals;
  };
  const running = run();
  return {
    sent: () => ids.length,
    async finish() {
      finished = true;
      const refusals = await running;
      const rows = await stage.sql<{ id: string }[]>`
        select id from messages where id = any(${ids}::text[])`;
      expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      return refusals;
    },
  };
}

async function downFor(postgres: OwnPostgres, ms: number): Promise<number> {
  await postgres.stop();
  await Bun.sleep(ms);
  await postgres.start();
  return performance.now();
}

/** Both nodes lose their LISTEN connection once, however long the next one takes. */
const lost: ExpectedMoves = { "listen replaced closed": 2, "job queue errors": "some" };

/** The outage is long enough that a flush and a poll fall into it. */
const missed: ExpectedMoves = { ...lost, "flush failures": "some", "failed reads": "some" };

fault("Postgres restarted", () =>
  withDatabaseFault({
    tokens: 100,
    disturb: (postgres) => downFor(postgres, 0),
    moved: { ...lost, "flush failures": "perhaps", "failed reads": "perhaps" },
  }),
);

fault("Postgres down for 10 s", () =>
  withDatabaseFault({
    tokens: 250,
    disturb: (postgres) => downFor(postgres, 10_000),
    moved: missed,
  }),
);

fault(
  "Postgres down for 60 s",
  () =>
    withDatabaseFault({
      tokens: 800,
      disturb: (postgres) => downFor(postgres, 60_000),
      moved: missed,
    }),
  { withinMs: 180_000 },
);

const terminations = { everyMs: 2_000, times: 30 };

fault(
  "every database connection terminated every 2 s for 60 s",
  () =>
    withDatabaseFault({
      tokens: 700,
      disturb: terminateAgainAndAgain,
      moved: {
        "listen replaced closed": 2 * terminations.times,
        "job queue errors": "some",
        "flush failures": "some",
        "failed reads": "perhaps",
        // A reply that was claimed but had no provider yet is given up, and taken over after its
        // lease.
        "left to lease": "perhaps",
        "takeovers loss": "perhaps",
      },
    }),
  { withinMs: 180_000 },
);

async function terminateAgainAndAgain(postgres: OwnPostgres): Promise<number> {
  for (let i = 0; i < terminations.times; i++) {
    await Bun.sleep(terminations.everyMs);
    await using database = openDatabase(postgres.direct, 1);
    await database.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and backend_type = 'client backend'`;
  }
  return performance.now();
}
