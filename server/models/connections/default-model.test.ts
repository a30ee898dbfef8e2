import { expect, test } from "bun:test";
import { providerTo } from "../../../testing/server/connection-to.ts";
import { openConnectionsStage } from "../../../testing/server/connections-stage.ts";
import { present } from "../../../testing/present.ts";

// Models that the server's settings name mean a connection of the settings, whatever admins connect.

test("deleting a connection that the settings shadow leaves the default model alone", async () => {
  await using stage = await openConnectionsStage();
  const { connections } = stage.admin;
  await stage.sql`insert into connections (id, kind, base_url, sealed)
    values ('default', 'openai-chat', ${stage.theirs.url}, '')`;
  await connections.setDefaultModel.mutate({ model: "default/other" });
  expect((await connections.list.query()).connections.map(({ state }) => state)).toEqual([
    "ok",
    "shadowed",
  ]);
  await connections.delete.mutate({ id: "default", revision: 1 });
  expect(await connections.list.query()).toMatchObject({
    connections: [{ id: "default", state: "ok" }],
    defaultModel: "default/other",
    isDefaultChosen: true,
  });
  expect((await stage.ask({})).generation).toMatchObject({ model: "default/other" });
}, 60_000);

test("the settings' models keep their server when a connection has the start of their name", async () => {
  await using stage = await openConnectionsStage((own) => ({
    ...providerTo([own]),
    kind: "connected",
    connections: [own],
    model: "lab/mock",
    fallbacks: ["lab/second"],
  }));
  const { own, theirs } = stage;
  // As a connection of an earlier configuration.
  await stage.sql`update server_settings set value = '["default", "lab"]' where name = 'known_connections'`;
  await stage.connect("lab");
  expect(await stage.admin.connections.list.query()).toMatchObject({
    defaultModel: "default/lab/mock",
  });
  const reply = await stage.ask({});
  expect(reply.generation).toMatchObject({ status: "completed", model: "default/lab/mock" });
  theirs.setScenario("401");
  const workflowId = await stage.assistant({ model: "lab/mock" });
  const backed = await stage.ask({ workflowId });
  expect(backed.generation).toMatchObject({ status: "completed", model: "default/lab/second" });
  expect(stage.askedOf(own)).toEqual(["lab/mock", "lab/second"]);
  expect(stage.askedOf(theirs)).toEqual(["mock"]);
  await stage.remove("lab");
  expect((await stage.ask({})).generation).toMatchObject({ status: "completed" });
  expect(present(stage.askedOf(own).at(-1))).toBe("lab/mock");
}, 60_000);
