import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { createTestDatabase } from "../../testing/server/test-database.ts";
import { costOfTokens, costSql, writePrices } from "./token-cost.ts";

const resources = new AsyncDisposableStack();
let sql: Sql;
beforeAll(async () => {
  const database = resources.use(await createTestDatabase());
  sql = postgres(database.url, { max: 1 });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync());

const million = 1_000_000;
const tokens = {
  inputTokens: 10 * million,
  cachedInputTokens: 6 * million,
  cacheWriteTokens: million,
  outputTokens: 2 * million,
};

test.each([
  ["their own price", { input: 3, output: 15, cachedInput: 0.3, cacheWrite: 3.75 }, 44.55],
  ["nothing if that is their price", { input: 3, output: 15, cachedInput: 0 }, 42],
  ["what others cost without one", { input: 3, output: 15 }, 60],
])("cached tokens cost %s", async (_what, price, cost) => {
  expect(costOfTokens(tokens, price)).toBeCloseTo(cost, 9);
  const columns = {
    inputTokens: "$2::bigint",
    cachedInputTokens: "$3::bigint",
    cacheWriteTokens: "$4::bigint",
    outputTokens: "$5::bigint",
  };
  const ask = (model: string) =>
    sql.unsafe<{ cost: number | null }[]>(
      `select ${costSql(`$1::text::jsonb -> '${model}'`, columns)} as cost`,
      [writePrices(new Map([["lab/it's", price]])), ...Object.values(tokens)],
    );
  const [row] = await ask("lab/it''s");
  expect(row?.cost).toBeCloseTo(cost, 9);
  const [none] = await ask("other");
  expect(none?.cost).toBeNull();
});
