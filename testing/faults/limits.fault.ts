import { expect } from "bun:test";
import postgres from "postgres";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import { newSend } from "../server/visitor.ts";
import { type FaultOutcome, fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";
import type { ExpectedMoves } from "./metric-moves.ts";
import { type OwnPostgres, startOwnPostgres } from "./own-postgres.ts";
import { refusalCodeOf, sendUntilTaken } from "./person.ts";
import { untilTrue } from "../until.ts";

const recoverWithinMs = 10_000;
const directive = "[[paced tokens=200 rate=20]]";

/**
 * A reply streams and a message is sent while the database refuses, and again after it has
 * recovered.
 */
async function withRefusingDatabase(
  { settings, moved }: { settings: Record<string, string>; moved: ExpectedMoves },
  refuse: (database: OwnPostgres) => Promise<() => Promise<void>>,
): Promise<FaultOutcome> {
  await using database = await startOwnPostgres(settings);
  await using stage = await openFaultStage({
    roles: ["web", "worker"],
    database: { url: database.url, direct: database.direct },
    settings: { DATABASE_POOL_SIZE: "4" },
  });
  const person = await stage.newPerson();
  const asked = await person.ask(directive);
  const reader = person.read(asked.generationId);
  await reader.until(({ text }) => text !== "");
  const send = newSend({ text: "meanwhile" });
  const permit = await refuse(database);
  for (let i = 0; i < 3; i++)
    expect(await refusalCodeOf(person.api.messages.send.mutate(send))).toBe("unavailable");
  const ready = await fetch(`${stage.cluster.node(0).origin}/readyz`);
  await permit();
  const permittedAt = performance.now();
  const left = await stage.sql`select 1 from messages where id = ${send.id}`;
  expect(left).toHaveLength(0);
  const late = await sendUntilTaken(person.api, send, 50);
  const eventsBefore = reader.events;
  await reader.until(({ final }) => reader.events > eventsBefore || final !== null);
  const recoveredMs = within(recoverWithinMs, performance.now() - permittedAt);
  const { text, final } = await reader.whole();
  expect(final?.status).toBe("completed");
  expect(text).toBe(expectedText(directive));
  expect(stage.ends).toEqual([]);
  expect(stage.errors).toEqual([]);
  const readiness = ready.status === 503 ? "not ready" : "ready";
  return {
    outcome: `typed refusals, ${readiness}, no crash, no false success`,
    recoveredMs,
    moved: await stage.metrics.moved({
      "flush failures": "some",
      "cache table failures": "perhaps",
      "refused messages.send unavailable": 3 + late.length,
      ...moved,
    }),
  };
}

const connections = 40;

/** Both nodes lose their LISTEN connection, and open another when they can. */
const fewConnections = {
  settings: { max_connections: String(connections) },
  moved: {
    "listen replaced closed": 2,
    "failed reads": "perhaps",
    "job queue errors": "some",
  },
} as const;

fault("max_connections exhausted", () =>
  withRefusingDatabase(fewConnections, async ({ proxy, direct }) => {
    // The nodes lose their connections, and another client takes all of them.
    proxy.cut();
    const hogs = await takeAll(direct);
    proxy.mend();
    return async () => {
      await Promise.all(hogs.map((hog) => hog.end({ timeout: 1 })));
    };
  }),
);

async function takeAll(url: string): Promise<postgres.Sql[]> {
  const hogs: postgres.Sql[] = [];
  await untilTrue("no more connections", async () => {
    for (;;) {
      const hog = postgres(url, { max: 1, onnotice: () => {} });
      const refused = await hog`select 1`.then(
        () => false,
        () => true,
      );
      if (!refused) hogs.push(hog);
      else {
        await hog.end({ timeout: 0 });
        return hogs.length > connections / 2;
      }
    }
  });
  return hogs;
}

fault("read-only database", () =>
  withRefusingDatabase({ settings: {}, moved: {} }, async ({ direct }) => {
    const set = async (value: "on" | "off") => {
      const admin = postgres(direct, { max: 1, onnotice: () => {} });
      await admin.unsafe(`alter system set default_transaction_read_only = ${value}`);
      await admin`select pg_reload_conf()`;
      await untilSetting(admin, value);
      await admin.end();
    };
    await set("on");
    return () => set("off");
  }),
);

/** A reloaded setting reaches each connection by itself. */
async function untilSetting(admin: postgres.Sql, value: string): Promise<void> {
  await untilTrue(`the setting ${value}`, async () => {
    const [row] = await admin`show default_transaction_read_only`;
    return row?.["default_transaction_read_only"] === value;
  });
}
