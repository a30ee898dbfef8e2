import { expect, test } from "bun:test";
import { createTestDatabase } from "../../testing/server/test-database.ts";
import { openDatabase } from "../platform/db/client.ts";
import { hasNewEvents } from "./has-new-events.ts";

test("events are new until they are counted, and where they are delivered until they are in a batch", async () => {
  await using database = await createTestDatabase();
  await using client = openDatabase(database.url, 1);
  const { sql } = client;
  const look = async () => [await hasNewEvents(sql, false), await hasNewEvents(sql, true)];
  expect(await look()).toEqual([false, false]);
  await sql`insert into users (id) values ('user_1')`;
  await sql`insert into analytics_events (id, user_id, fact) values ('evt_1', 'user_1', '{}')`;
  expect(await look()).toEqual([true, true]);
  await sql`update analytics_events set is_counted = true`;
  expect(await look()).toEqual([false, true]);
  await sql`update analytics_events set batch_id = 'batch_1'`;
  expect(await look()).toEqual([false, false]);
});
