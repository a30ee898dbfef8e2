import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type ConnectionsStage,
  openConnectionsStage,
} from "../../../testing/server/connections-stage.ts";
import { apiAs } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";

// Changes of connections whose notices a node does not get, or gets more than once.

let stage: ConnectionsStage;
beforeAll(async () => {
  stage = await openConnectionsStage();
}, 30_000);
afterAll(() => stage[Symbol.asyncDispose]());

/** Whether each node offers a model, to all people. */
async function offers(name: string): Promise<boolean[]> {
  const workflowId = await stage.assistant({ modelChoice: { from: "list", models: [name] } });
  const lists = stage.nodes.map(({ origin }) =>
    apiAs(origin, stage.visitor.token).models.list.query({ workflowId }),
  );
  return (await Promise.all(lists)).map(({ models }) => models.some((each) => each.name === name));
}

/** Ends the connections on which nodes hear notices. */
const cutNotices = () => stage.sql`
  select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'chatkit listen' and datname = current_database()`;

test("nodes catch up with what they missed once they listen again", async () => {
  await stage.connect("missed");
  const workflowId = await stage.assistant({ model: "missed/mock" });
  // As `deleteConnection` and `forgetCached` write it, but without a notice.
  await stage.sql.begin(async (tx) => {
    await tx`delete from connections where id = 'missed'`;
    await tx`update server_settings set value = value || '["missed"]' where name = 'known_connections'`;
    await tx`delete from cache_entries where kind = 'connections'`;
  });
  expect(await offers("missed/mock")).toEqual([true, true]);
  await cutNotices();
  await untilTrue("no node offers it", async () => !(await offers("missed/mock")).includes(true));
  expect((await stage.ask({ workflowId })).generation).toMatchObject({
    error: { code: "provider_removed" },
  });
}, 60_000);

test("notices that come many times, late or of nothing change nothing", async () => {
  await stage.connect("often");
  const workflowId = await stage.assistant({ model: "often/mock" });
  const notices = Array.from({ length: 200 }, (_, i) =>
    stage.sql.notify("chatkit_cache", i % 2 === 0 ? "connections||all" : `connections|old|all`),
  );
  const circuits = ["", " ", "no-such-server m", "no-such-server "].map((payload) =>
    stage.sql.notify("chatkit_circuit", payload),
  );
  const asked = Array.from({ length: 10 }, () => stage.ask({ workflowId }));
  await Promise.all([...notices, ...circuits]);
  for (const { generation } of await Promise.all(asked))
    expect(generation).toMatchObject({ status: "completed", model: "often/mock" });
  expect(await offers("often/mock")).toEqual([true, true]);
  await stage.remove("often");
  const late = stage.sql.notify("chatkit_cache", "connections|old|all");
  await Promise.all([late, stage.sql.notify("chatkit_cache", "connections||all")]);
  expect(await offers("often/mock")).toEqual([false, false]);
}, 60_000);
