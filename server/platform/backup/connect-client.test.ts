import { expect, test } from "bun:test";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { connectIdleClient } from "./connect-client.ts";

test("a connection that is idle is not ended by the database, which notices when its machine dies", async () => {
  await using database = await createTestDatabase();
  const client = await connectIdleClient(database.url, "test");
  const { rows } = await client.query(`
    select current_setting('idle_session_timeout') as timeout,
      current_setting('tcp_keepalives_idle') as idle,
      current_setting('tcp_keepalives_interval') as interval,
      current_setting('tcp_keepalives_count') as count`);
  await client.end();
  expect(rows).toEqual([{ timeout: "0", idle: "10", interval: "5", count: "3" }]);
});
