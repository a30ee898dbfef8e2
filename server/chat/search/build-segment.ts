import { sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { namesOfFiles } from "./names-of-files.ts";
import { foldMessage } from "./match-text.ts";
import { makePages, type SegmentPage } from "./segment-pages.ts";
import type { SearchPlace } from "./segment-places.ts";
import { elementsOf, searchedLength } from "./text-elements.ts";

/** A segment to store. */
export interface Segment {
  /** Newest first; the numbers of the messages are the indexes here. */
  places: readonly SearchPlace[];
  pages: readonly SegmentPage[];
  isFull: boolean;
}

/** A segment, and the number of places that were looked at: the others are for the next one. */
export interface BuiltSegment {
  segment: Segment;
  used: number;
}

/** Largest segment: so many messages, or so many numbers, which take some 20 MB while it is built. */
const most = { messages: 4_096, numbers: 2_500_000 };

/** Messages read at once: 16 million code units at most. */
const readAtOnce = 64;

/** Computation before other work has its turn, in milliseconds. */
const turnMs = 5;

/**
 * Builds a segment out of a person's messages. Those that are gone or belong to another person by
 * now are left out.
 *
 * @param places newest first
 */
export async function buildSegment(
  db: Database,
  userId: string,
  places: readonly SearchPlace[],
): Promise<BuiltSegment> {
  const kept: SearchPlace[] = [];
  const numbersOf = new Map<number, number[]>();
  let numbers = 0;
  let used = 0;
  let turnAt = performance.now();
  while (used < places.length && kept.length < most.messages && numbers < most.numbers) {
    const batch = places.slice(used, used + Math.min(readAtOnce, most.messages - kept.length));
    const texts = await readTexts(db, userId, batch);
    used += batch.length;
    for (const place of batch) {
      const text = texts.get(place.id);
      if (text === undefined) continue;
      numbers += addElements(numbersOf, elementsOf(text), kept.length);
      kept.push(place);
      if (performance.now() - turnAt < turnMs) continue;
      await Bun.sleep(0);
      turnAt = performance.now();
    }
  }
  const isFull = kept.length >= most.messages / 2 || numbers >= most.numbers / 2;
  return { segment: { places: kept, pages: makePages(numbersOf, kept.length), isFull }, used };
}

/** Adds a message to the elements that it has, and returns how many they are. */
function addElements(
  numbersOf: Map<number, number[]>,
  elements: ReadonlySet<number>,
  message: number,
): number {
  for (const element of elements) {
    const numbers = numbersOf.get(element);
    if (numbers) numbers.push(message);
    else numbersOf.set(element, [message]);
  }
  return elements.size;
}

interface TextRow extends Record<string, unknown> {
  id: string;
  user_id: string;
  text: string;
  files: string[] | null;
}

/** The folded texts of messages, with the names of their files. */
async function readTexts(
  db: Database,
  userId: string,
  places: readonly SearchPlace[],
): Promise<Map<string, string>> {
  const ids = places.map(({ id }) => id);
  const rows = await db.execute<TextRow>(sql`
    select messages.id, messages.user_id, left(messages.text, ${searchedLength}) as text,
      case when messages.role = 'user' then ${namesOfFiles(sql`messages`)} end as files
    from unnest(${sql.param(ids)}::text[]) wanted(id)
    join ${messages} on messages.id = wanted.id`);
  const own = rows.filter((row) => row.user_id === userId);
  return new Map(own.map(({ id, text, files }) => [id, foldMessage(text, files ?? [])]));
}
