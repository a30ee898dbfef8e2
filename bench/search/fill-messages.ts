import type { Sql } from "postgres";
import { newId } from "../../shared/ids.ts";
import type { TextMaker } from "./make-text.ts";

/** How many messages to store, and how many of them are one person's. */
export interface Filling {
  messages: number;
  ofOne: number;
  /** Messages of each other person. */
  ofOthers: number;
  ownerId: string;
}

/** Messages in one thread. */
const perThread = 20;

/** Messages in one statement. */
const perStatement = 5_000;

/**
 * Stores questions of 15 words and answers of 150. The person's are spread over all of them, as on a
 * server with many users.
 */
export async function fillMessages(sql: Sql, maker: TextMaker, filling: Filling): Promise<void> {
  const others = Math.ceil((filling.messages - filling.ofOne) / filling.ofOthers);
  const userIds = Array.from({ length: others }, () => newId("user"));
  await sql`insert into users ${sql(userIds.map((id) => ({ id })))}`;
  const every = Math.floor(filling.messages / filling.ofOne);
  const places = new Map<string, { threadId: string; seq: number }>();
  for (let from = 0; from < filling.messages; from += perStatement) {
    const rows = Array.from({ length: Math.min(perStatement, filling.messages - from) }, (_, i) => {
      const number = from + i;
      const turn = Math.floor(number / 2);
      const isOwn = turn % every === 0;
      const userId = isOwn ? filling.ownerId : (userIds[turn % others] ?? filling.ownerId);
      return { number, userId, isAnswer: number % 2 === 1 };
    });
    await store(
      sql,
      rows.map((row) => toRow(row, places, maker)),
    );
    if (from % 100_000 === 0) console.error(`· ${from} of ${filling.messages} messages`);
  }
}

interface Numbered {
  number: number;
  userId: string;
  isAnswer: boolean;
}

function toRow(
  { number, userId, isAnswer }: Numbered,
  places: Map<string, { threadId: string; seq: number }>,
  maker: TextMaker,
) {
  const last = places.get(userId);
  const place =
    !last || last.seq === perThread
      ? { threadId: newId("thread"), seq: 1 }
      : { ...last, seq: last.seq + 1 };
  places.set(userId, place);
  const text = maker.text(number, isAnswer ? 150 : 15);
  return {
    id: newId("message"),
    user: userId,
    thread: place.threadId,
    seq: place.seq,
    role: isAnswer ? "assistant" : "user",
    text,
    title: place.seq === 1 ? maker.text(-number, 4) : null,
    age: number,
  };
}

async function store(sql: Sql, rows: readonly ReturnType<typeof toRow>[]): Promise<void> {
  const json = JSON.stringify(rows);
  await sql`
    with new as materialized (
      select * from json_to_recordset(${json}::text::json) as new(id text, "user" text, thread text, seq int, role text, text text, title text, age int)
    ), made as (
      insert into threads (id, user_id, workflow_id, title)
      select thread, "user", 'wf_default', title from new where title is not null
    )
    insert into messages (id, thread_id, user_id, seq, role, text, created_at)
    select id, thread, "user", seq, role, text, now() - interval '1 year' + age * interval '10 seconds' from new`;
}
