import { expect, test } from "bun:test";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";

test("a reply begins where it was asked for, without its job", async () => {
  await using provider = await startMockProvider();
  await using app = await startTestApp({ providerUrl: provider.url });
  await using database = openDatabase(app.databaseUrl, 1);
  const visitor = await newVisitor(app.origin);
  // Jobs come to nothing from now on.
  await database.sql.unsafe(`
    create function pgboss.lose_job() returns trigger language plpgsql as 'begin return null; end';
    create trigger lose_job before insert on pgboss.job_common for each row execute function pgboss.lose_job()`);
  const { reply } = await visitor.api.messages.send.mutate(newSend({ text: "[[echo]]" }));
  await provider.waitForRequest();
  // By the database's clock; the patrol takes only what has waited for two seconds.
  const [row] = await database.sql<{ waited: number }[]>`
    select extract(epoch from started_at - created_at)::float8 as waited
    from generations where id = ${reply.generation?.id ?? ""}`;
  expect(row?.waited).toBeLessThan(2);
});
