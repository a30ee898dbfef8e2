import { expect, test } from "bun:test";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { openDatabase } from "./client.ts";

test("a transaction whose connection is gone fails, and so does what it still asks for", async () => {
  await using database = await createTestDatabase();
  await using pool = openDatabase(database.url, 1);
  await using admin = openDatabase(database.url, 1);
  for (let i = 0; i < 5; i++) {
    const begun = Promise.withResolvers<number>();
    const gone = Promise.withResolvers<void>();
    const late = Promise.withResolvers<unknown>();
    const transaction = pool.sql.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      begun.resolve(row?.pid ?? 0);
      await gone.promise;
      // Both before another statement has reopened the connection, and when one is about to.
      const another = i % 2 ? pool.sql`select 1` : null;
      await tx`select 2`.then(late.resolve, late.resolve);
      await another;
    });
    await admin.sql`select pg_terminate_backend(${await begun.promise})`;
    await expect(transaction).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    gone.resolve();
    expect(await late.promise).toMatchObject({ code: "CONNECTION_CLOSED" });
    const startedAt = performance.now();
    expect([...(await pool.sql`select 3 as three`)]).toEqual([{ three: 3 }]);
    // One that waits for a time-out takes much longer.
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  }
}, 30_000);
