import { afterAll, beforeAll, expect, test } from "bun:test";
import type { SQL } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { indexMessages } from "./index-messages.ts";
import { search } from "./search.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const index = () => indexMessages(stage.db, new AbortController().signal);

/** A database that does something before one of its statements. */
function withBefore(statement: number, run: () => Promise<void>): Database {
  let statements = 0;
  return new Proxy(stage.db, {
    get(target, key, receiver) {
      if (key !== "execute") return Reflect.get(target, key, receiver);
      return async (query: SQL) => {
        if (++statements === statement) await run();
        return target.execute(query);
      };
    },
  });
}

/** The ids of all messages that are found, page by page. */
async function find(db: Database): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const request = { userId: stage.userId, query: "zebra from:me", limit: 250, cursor };
    const page = await search(db, request);
    found.push(...page.messages.map(({ messageId }) => messageId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

test("all messages are found while their segment is replaced by another", async () => {
  const { threadId } = await stage.ask("§");
  const rows = await stage.sql<{ id: string }[]>`
    insert into messages (id, thread_id, user_id, seq, role, text, created_at)
    select 'msg_e' || lpad(to_hex(i), 31, '0'), ${threadId}, ${stage.userId}, 10 + i, 'user', 'zebra ' || i, now() - i * interval '1 minute'
    from generate_series(1, 300) i returning id`;
  const ids = rows.map(({ id }) => id);
  await index();
  expect(await find(stage.db)).toEqual(ids);
  // Statements that list segments, look elements up, and read places and messages in turn.
  for (let statement = 1; statement <= 8; statement++) {
    const oldest = ids.pop() ?? "";
    const found = await find(
      withBefore(statement, async () => {
        await stage.sql`delete from messages where id = ${oldest}`;
        await stage.sql`update search_segments set checked_at = now() - interval '2 days'`;
        await index();
      }),
    );
    expect([statement, found]).toEqual([statement, ids]);
  }
});
