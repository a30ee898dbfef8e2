import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Sql } from "postgres";
import { openDatabase } from "../../platform/db/client.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { claimGeneration } from "./claim-generation.ts";
import { flushChunks } from "./flush-chunks.ts";

const writers = 40;

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
}, 30_000);
afterAll(() => stage[Symbol.asyncDispose]());

/** How often rows of `generations` have been looked up by id so far. */
async function lookUps(sql: Sql): Promise<number> {
  await sql`select pg_stat_force_next_flush()`;
  const [row] = await sql<{ count: number }[]>`
    select idx_scan::int as count from pg_stat_user_indexes where indexrelname = 'generations_pkey'`;
  if (!row) throw new Error("generations has no primary key");
  return row.count;
}

test("a flush looks each generation up by its id, however few there were when it was planned", async () => {
  await using database = openDatabase(stage.url, 1);
  const { sql } = database;
  let appends = [];
  for (let i = 0; i < writers; i++) {
    const { generationId } = await stage.ask();
    const claim = await claimGeneration(sql, "node", generationId);
    if (!claim) throw new Error("the reply was not there to be claimed");
    const { fence, attempt, lastSeq } = claim;
    appends.push({ generationId, fence, attempt, lastSeq, pieces: ["a"] });
  }
  // From the sixth time on a prepared statement keeps its plan.
  for (let flush = 0; flush < 8; flush++) {
    const before = await lookUps(sql);
    expect(await flushChunks(sql, "node", appends)).toHaveLength(writers);
    expect((await lookUps(sql)) - before).toBeGreaterThanOrEqual(writers);
    appends = appends.map((append) => ({ ...append, lastSeq: append.lastSeq + 1 }));
  }
});
