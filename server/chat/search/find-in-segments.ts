import { sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { searchPages, searchSegments } from "../../platform/db/schema/search.ts";
import { addPostings, numbersOf } from "./postings.ts";
import { findPostings } from "./segment-pages.ts";
import { elementsOfTerm } from "./text-elements.ts";

/** A segment, without its messages. */
export interface SegmentHead {
  id: string;
  size: number;
  /** Times of its newest and its oldest message, in milliseconds since 1970. */
  newest: number;
  oldest: number;
}

/** Messages that probably match, by their numbers in the segment, newest first. */
export interface SegmentHits {
  segment: SegmentHead;
  numbers: number[];
}

/** Sets of elements that are looked up for one query: more exclude hardly another message. */
const mostSets = 16;

/** The elements of a query: a text that matches has at least one of each set. */
export function elementsOfQuery(terms: readonly string[]): (readonly number[])[] {
  const most = Math.max(1, Math.floor(mostSets / Math.max(1, terms.length)));
  return terms.flatMap((term) => elementsOfTerm(term, most)).slice(0, mostSets);
}

/**
 * Finds the messages of segments that have the elements of a query, in one statement.
 *
 * @returns null if one of the segments has been replaced by others
 */
export async function findInSegments(
  db: Database,
  segments: readonly SegmentHead[],
  sets: readonly (readonly number[])[],
): Promise<SegmentHits[] | null> {
  const read = await readPages(db, segments, sets.flat());
  const found: SegmentHits[] = [];
  for (const segment of segments) {
    const pages = read.get(segment.id);
    if (!pages) return null;
    found.push({ segment, numbers: judge(pages, sets, segment.size) });
  }
  return found;
}

/** The numbers of the messages that have an element of each set. */
function judge(
  pages: readonly Page[],
  sets: readonly (readonly number[])[],
  size: number,
): number[] {
  let found: Uint8Array | null = null;
  for (const elements of sets) {
    const one: Uint8Array = new Uint8Array(Math.ceil(size / 8));
    for (const element of elements) {
      const page = pages.findLast(({ firstElement }) => firstElement <= element);
      const postings = page && findPostings(page.body, element);
      if (postings) addPostings(one, postings);
    }
    if (found) for (let i = 0; i < one.length; i++) one[i] = (one[i] ?? 0) & (found[i] ?? 0);
    found = one;
  }
  return found ? numbersOf(found) : Array.from({ length: size }, (_, number) => number);
}

interface Page {
  firstElement: number;
  body: Uint8Array;
}

/**
 * The pages of each segment on which the elements would be, in the order of elements. A segment that
 * does not exist any more has no entry; one without these pages has an empty one.
 */
async function readPages(
  db: Database,
  segments: readonly SegmentHead[],
  elements: readonly number[],
): Promise<Map<string, Page[]>> {
  const ids = segments.map(({ id }) => id);
  const rows = await db.execute<PageRow>(sql`
    with wanted as materialized (
      select distinct s.id, (
        select p.first_element from ${searchPages} p
        where p.segment_id = s.id and p.first_element <= e.element
        order by p.first_element desc limit 1
      ) as first_element
      from unnest(${sql.param(ids)}::bigint[]) s(id)
      cross join unnest(${sql.param(elements)}::bigint[]) e(element)
    )
    select s.id as segment_id, null::bigint as first_element, null as body
    from unnest(${sql.param(ids)}::bigint[]) listed(id) join ${searchSegments} s on s.id = listed.id
    union all
    select p.segment_id, p.first_element, encode(p.body, 'base64') from wanted
    join ${searchPages} p on p.segment_id = wanted.id and p.first_element = wanted.first_element
    order by segment_id, first_element nulls first`);
  const pages = new Map<string, Page[]>();
  for (const { segment_id: id, first_element: first, body } of rows)
    if (body === null) pages.set(id, []);
    else pages.get(id)?.push({ firstElement: Number(first), body: Buffer.from(body, "base64") });
  return pages;
}

/** A page; or, without one, a segment that exists. */
interface PageRow extends Record<string, unknown> {
  segment_id: string;
  first_element: string | null;
  body: string | null;
}
