import { expect, test } from "bun:test";
import postgres from "postgres";
import { createLog } from "../platform/log.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { createTestDatabase } from "../../testing/server/test-database.ts";

test("an operator is told that the workflow that answers where none is named is not for everyone", async () => {
  await using database = await createTestDatabase();
  const warnings: string[] = [];
  const log = () => createLog("warn", { write: (line) => void warnings.push(line) });
  const start = () =>
    startTestApp({ databaseUrl: database.url, config: { role: "web" }, log: log() });
  const told = () => warnings.filter((line) => line.includes("CHATKIT_WORKFLOW_ID"));
  await using first = await start();
  expect([first.origin.length > 0, told()]).toEqual([true, []]);
  const sql = postgres(database.url, { max: 1 });
  await sql`update workflows set archived_at = now() where id = 'wf_default'`;
  await sql.end();
  await using second = await start();
  expect([second.origin.length > 0, told().length]).toEqual([true, 1]);
  expect(told()[0]).toContain("wf_default");
});
