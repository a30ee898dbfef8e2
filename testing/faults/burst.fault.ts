import { expect } from "bun:test";
import type { SendMessage } from "../../shared/requests.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../server/visitor.ts";
import { type FaultOutcome, fault } from "./fault.ts";
import { type FaultStage, type FaultStageOptions, openFaultStage } from "./fault-stage.ts";

/** Senders of the messages: messages of one user wait for each other's locks. */
const people = 40;

interface Sent {
  acknowledged: SendMessage[];
  /** Codes of the refusals. */
  refused: string[];
}

/**
 * Sends this many messages at once, each in a new thread, and then looks for every one that was
 * acknowledged.
 */
async function burst(messages: number, options: FaultStageOptions): Promise<FaultOutcome> {
  await using stage = await openFaultStage(options);
  const { origin } = stage.cluster.node(0);
  const visitors = await Promise.all(Array.from({ length: people }, () => newVisitor(origin)));
  const sends = Array.from({ length: messages }, (_, i) => visitors[i % people]).flatMap(
    (visitor) => (visitor ? [{ visitor, send: newSend({ text: "at once" }) }] : []),
  );
  const { acknowledged, refused } = await sendAll(sends);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(refused.filter((code) => code !== "unavailable" && code !== "rate_limited")).toEqual([]);
  expect(await findMissing(stage, acknowledged)).toEqual([]);
  expect(stage.ends).toEqual([]);
  expect(stage.errors).toEqual([]);
  return {
    outcome: `${acknowledged.length} of ${messages} acknowledged, each one stored; no transaction left open`,
    recoveredMs: null,
    moved: await stage.metrics.moved({
      "refused messages.send unavailable": "perhaps",
      "refused messages.send rate_limited": "perhaps",
    }),
  };
}

async function sendAll(sends: { visitor: Visitor; send: SendMessage }[]): Promise<Sent> {
  const sent: Sent = { acknowledged: [], refused: [] };
  await Promise.all(
    sends.map(async ({ visitor: { api }, send }) => {
      const call = api.messages.send.mutate(send);
      await call.then(
        () => sent.acknowledged.push(send),
        async () => sent.refused.push((await refusalOf(call)).code),
      );
    }),
  );
  return sent;
}

/** Ids of messages that were acknowledged and are not stored; fails while a transaction stays open. */
async function findMissing({ sql }: FaultStage, sends: SendMessage[]): Promise<string[]> {
  const stored = await sql<{ id: string }[]>`
    select id from messages where id = any(${sends.map(({ id }) => id)}::text[])`;
  const open = await sql`
    select 1 from pg_stat_activity
    where application_name = 'chatkit' and datname = current_database()
      and state like 'idle in transaction%' and state_change < now() - interval '1 second'`;
  expect(open).toHaveLength(0);
  const ids = new Set(stored.map(({ id }) => id));
  return sends.map(({ id }) => id).filter((id) => !ids.has(id));
}

fault("400 messages sent at once", () => burst(400, { roles: ["web"] }), { quick: true });

fault("2,000 messages sent at once, and answered", () => burst(2_000, { roles: ["all"] }), {
  withinMs: 180_000,
});
