import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { fixedSql } from "./fixed-sql.ts";
import { users } from "./schema/users.ts";

test("a fixed fragment reads the same as before, within a statement with parameters", () => {
  const fragment = sql`${users.role} = 'admin' or ${users.locale} = 'a $1 \\ ? b'`;
  const write = (condition: typeof fragment) =>
    new PgDialect().sqlToQuery(sql`select ${1} from ${users} where ${condition} and id = ${"x"}`);
  expect(write(fixedSql(fragment))).toEqual(write(fragment));
  expect(write(fragment).params).toEqual([1, "x"]);
});

test("a fragment with a parameter is refused", () => {
  expect(() => fixedSql(sql`id = ${"x"}`)).toThrow("not without parameters: id = $1");
});
