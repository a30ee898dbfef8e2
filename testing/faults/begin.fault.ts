import { expect } from "bun:test";
import { fault, within } from "./fault.ts";
import { type FaultStage, openFaultStage } from "./fault-stage.ts";
import { untilLockWaits } from "./until-lock-waits.ts";

/** A queued reply is left to its worker for 2 s; a quiet node patrols every 4 s, timers are not exact. */
const foundWithinMs = 8_000;

/** Any number: the lock that keeps a node from beginning. */
const lockKey = 4_711;

/** Keeps all nodes from claiming a reply until `letGo`. */
async function holdClaims({ sql }: FaultStage) {
  await sql.unsafe(`
    create function hold_claim() returns trigger language plpgsql
      as 'begin perform pg_advisory_xact_lock_shared(${lockKey}); return new; end';
    create trigger hold_claim before update of attempt on generations
      for each row execute function hold_claim()`);
  const locked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const holding = sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${lockKey})`;
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  return async function letGo() {
    held.resolve();
    await holding;
  };
}

fault("node killed after a message is stored, before its reply begins", async () => {
  await using stage = await openFaultStage({ roles: ["all", "all"] });
  const { cluster, provider, sql } = stage;
  const [doomed, heir] = [cluster.node(0), cluster.node(1)];
  const person = await stage.newPerson(doomed.origin);
  const tab = await person.anotherTab(heir.origin);
  const letGo = await holdClaims(stage);
  const asked = await person.ask("[[gate]]");
  await untilLockWaits(sql, 1);
  const reader = tab.read(asked.generationId);
  const faultAt = performance.now();
  await doomed.end("SIGKILL");
  // PostgreSQL would finish the dead node's statement.
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await letGo();
  await provider.waitForRequest(1);
  const recoveredMs = within(foundWithinMs, performance.now() - faultAt);
  provider.push("whole", 1);
  provider.release(1);
  expect(await reader.whole()).toMatchObject({ text: "whole", final: { status: "completed" } });
  expect(reader.refusals).toEqual([]);
  expect(await sql`select id from pgboss.job where name = 'generation'`).toHaveLength(0);
  expect(provider.requests.filter(({ kind }) => kind === "reply")).toHaveLength(1);
  return {
    outcome: "another node's patrol found the reply, which had no job, and wrote it",
    recoveredMs,
    moved: await stage.metrics.moved({}),
  };
});
