import { expect, test } from "bun:test";
import { busyTimeOf, quickest } from "../../../testing/quickest.ts";
import { summarizeStatement } from "./summarize-statement.ts";

function summaryOf(text: string): string {
  return summarizeStatement([text]).summary;
}

test("a statement is named by what it does and to which tables", () => {
  expect(summaryOf(`select "id" from "threads" where "id" = $1`)).toBe("SELECT threads");
  expect(summaryOf("select a from x join y on true left join z on true")).toBe("SELECT x, y, z");
  expect(summaryOf(`insert into "messages" values ($1)`)).toBe("INSERT messages");
  expect(summaryOf("update threads set a = 1 where id in (select id from users)")).toBe(
    "UPDATE threads",
  );
  expect(summaryOf("delete from pgboss.job where id = $1")).toBe("DELETE pgboss.job");
  expect(summaryOf("begin ")).toBe("BEGIN");
  expect(summaryOf("set transaction read only")).toBe("SET");
  expect(summaryOf("")).toBe("STATEMENT");
});

test("a statement of several steps is named by its changes, else by what it reads", () => {
  const change = `with taken as (update generations set a = 1 returning id)
    insert into chunks select id from taken`;
  expect(summarizeStatement([change])).toEqual({
    operation: "UPDATE",
    summary: "UPDATE generations, INSERT chunks",
  });
  expect(summaryOf("with x as (select 1 from users) select * from x")).toBe("SELECT users");
});

test("what is no table is left out", () => {
  expect(summaryOf("select extract(epoch from created_at) from users")).toBe("SELECT users");
  expect(summaryOf("select 1 from users where a is distinct from b")).toBe("SELECT users");
  expect(summaryOf("select 1 from unnest($1::text[]) as x")).toBe("SELECT");
  expect(summaryOf("select 1 from users for update of users skip locked")).toBe("SELECT users");
});

test("no value is quoted, wherever it stands", () => {
  const { operation, summary } = summarizeStatement([
    "select 'from secret', 1234 from users where name = ",
    " and b = 'update hidden'",
  ]);
  expect([operation, summary]).toEqual(["SELECT", "SELECT users"]);
});

test("a long statement takes no longer than a short one", async () => {
  const long = ["select ".repeat(100_000), "from ".repeat(100_000)];
  const run = () => busyTimeOf(() => summarizeStatement(long));
  expect(await quickest(50, run)).toBeLessThan(50);
});
