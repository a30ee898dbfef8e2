import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { createIndexCheck, indexMessages } from "./index-messages.ts";
import { findPeople, walkPeople } from "./unindexed-people.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());
beforeEach(async () => {
  await stage.sql`delete from threads`;
  await stage.sql`delete from unindexed_messages`;
});

/** Notes messages of people, which need not exist. */
async function note(people: Readonly<Record<string, number>>): Promise<void> {
  for (const [userId, count] of Object.entries(people))
    await stage.sql`
      insert into unindexed_messages (user_id, message_id)
      select ${userId}, 'msg_' || i from generate_series(1, ${count}) i`;
}

/** Stores messages of the stage's person. */
async function store(count: number): Promise<void> {
  const { threadId } = await stage.ask("§");
  await stage.sql`
    insert into messages (id, thread_id, user_id, seq, role, text)
    select 'msg_e' || lpad(to_hex(i), 31, '0'), ${threadId}, ${stage.userId}, 10 + i, 'user', 'plum ' || i
    from generate_series(1, ${count}::int) i`;
}

test("people with many notes are found a look at a time, also where a look ends within their notes", async () => {
  await note({ person_1: 200, person_2: 257, person_3: 256, person_4: 1_000, person_5: 300 });
  const looks: [readonly string[], string | null][] = [];
  let after: string | null = null;
  do {
    const look: Awaited<ReturnType<typeof findPeople>> = await findPeople(stage.db, after, 300);
    looks.push([look.people, look.next]);
    after = look.next;
  } while (after !== null);
  expect(looks).toEqual([
    [[], "person_1"],
    [["person_2"], "person_2"],
    [[], "person_3"],
    [["person_4"], "person_4"],
    [["person_5"], "person_5"],
    [[], null],
  ]);
  const all = await Array.fromAsync(walkPeople(stage.db));
  expect(all).toEqual(["person_2", "person_4", "person_5"]);
});

test("a check reads a part of the notes, and stays where there is something to do", async () => {
  await note({ person_1: 200, person_2: 200 });
  await store(300);
  const check = createIndexCheck(stage.db, 300);
  expect([await check(), await check(), await check(), await check()]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  await indexMessages(stage.db, new AbortController().signal);
  expect([await check(), await check(), await check()]).toEqual([false, false, false]);
});
