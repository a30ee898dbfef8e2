import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { searchSegments, unindexedMessages } from "../../platform/db/schema/search.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { CandidatePlaces, type TakenPlaces } from "./candidate-places.ts";
import { elementsOfQuery, type SegmentHead } from "./find-in-segments.ts";
import { comparePlaces, type SearchPlace } from "./segment-places.ts";
import { isBetween, toTime } from "./message-times.ts";
import type { SearchQuery } from "./search-query.ts";

/**
 * Unindexed messages of one search. There are fewer unless very many have just been stored, and then
 * a search ends at the oldest of these, and another one continues there.
 */
const mostUnindexed = 1_000;

/** What to find candidates for. */
export interface CandidateSearch {
  userId: string;
  query: SearchQuery;
  /** Exclusive; null for the newest. */
  from: SearchPlace | null;
}

/** Takes the next candidates; see `CandidatePlaces.take`. */
export type TakeCandidates = (size: number, until: number) => Promise<TakenPlaces>;

/**
 * Starts to find the messages that probably have the terms of a query. Segments that are replaced
 * while it does so are looked up again, from where the search stands.
 */
export async function openCandidates(
  db: Database,
  search: CandidateSearch,
): Promise<TakeCandidates> {
  let { from } = search;
  let found = await openSources(db, search);
  return async (size, until) => {
    for (;;) {
      const taken = await found.take(size, until);
      from = taken.places.at(-1) ?? from;
      if (!taken.isOutdated) return taken;
      found = await openSources(db, { ...search, from });
      if (taken.places.length > 0) return taken;
    }
  };
}

/** Lists what there is to search. */
async function openSources(db: Database, search: CandidateSearch): Promise<CandidatePlaces> {
  const { unindexed, segments } = await readSources(db, search);
  const end = unindexed.length < mostUnindexed ? null : (unindexed.at(-1) ?? null);
  const { from, query } = search;
  const isWithin = (place: SearchPlace) =>
    (!from || comparePlaces(place, from) > 0) &&
    (!end || comparePlaces(place, end) <= 0) &&
    (!query.before || place.createdAt < query.before.getTime()) &&
    (!query.after || place.createdAt >= query.after.getTime());
  return new CandidatePlaces(db, {
    unindexed: unindexed.toSorted(comparePlaces),
    segments: segments.filter(({ newest }) => !end || newest >= end.createdAt),
    sets: elementsOfQuery(query.terms),
    isWithin,
    end,
  });
}

/** What there is to search. */
interface Sources extends Record<string, unknown> {
  unindexed: SearchPlace[];
  segments: SegmentHead[];
}

/** In one statement, so that a message is not missed while it goes from one to the other. */
async function readSources(
  db: Database,
  { userId, query, from }: CandidateSearch,
): Promise<Sources> {
  const since = query.after ? sql`newest >= ${toTime(query.after)}` : sql`true`;
  // The few unindexed messages are looked up one by one, however many messages the person has.
  const [row] = await db.execute<Sources>(sql`
    with waiting as materialized (
      select message_id from ${unindexedMessages} where user_id = ${userId}
    )
    select coalesce((
      select json_agg(json_build_object('id', one.id, 'createdAt', ${milliseconds(sql`one.created_at`)}))
      from (
        select m.id, m.created_at from waiting cross join lateral (
          select id, created_at from ${messages} one where one.id = waiting.message_id offset 0
        ) m
        where ${isBetween(query, from, sql`m.id collate "C"`)}
        order by m.created_at desc, m.id collate "C" desc limit ${mostUnindexed}::int
      ) one
    ), '[]') as unindexed, coalesce((
      select json_agg(json_build_object('id', s.id::text, 'size', s.size, 'newest', ${milliseconds(sql`s.newest`)}) order by s.newest desc)
      from ${searchSegments} s
      where s.user_id = ${userId} and s.oldest <= ${latest(query, from)} and ${since}
    ), '[]') as segments`);
  return row ?? { unindexed: [], segments: [] };
}

/** SQL: no message of the search is after this. */
function latest({ before }: SearchQuery, from: SearchPlace | null): SQL {
  const times = [before?.getTime(), from?.createdAt].filter((time) => time !== undefined);
  return times.length === 0 ? sql`'infinity'::timestamptz` : toTime(new Date(Math.min(...times)));
}

function milliseconds(time: SQL): SQL {
  return sql`round(extract(epoch from ${time}) * 1000)`;
}
