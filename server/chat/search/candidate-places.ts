import { sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { searchSegments } from "../../platform/db/schema/search.ts";
import { findInSegments, type SegmentHead } from "./find-in-segments.ts";
import { comparePlaces, placeLength, readPlaces, type SearchPlace } from "./segment-places.ts";

/** Some candidates, newest first. */
export interface TakenPlaces {
  places: SearchPlace[];
  /** Where to go on; null at the end. */
  next: SearchPlace | null;
  /** Whether a segment has been replaced by others: the rest is to be found in those. */
  isOutdated: boolean;
}

/** What to find candidates in, and which. */
export interface PlacesSearch {
  /** Messages that are in no segment: each is a candidate. Newest first. */
  unindexed: readonly SearchPlace[];
  /** Newest first. */
  segments: readonly SegmentHead[];
  /** See `elementsOfQuery`. */
  sets: readonly (readonly number[])[];
  /** Whether a place is within the search. */
  isWithin: (place: SearchPlace) => boolean;
  /** The last place of the search, where another one continues; null for none. */
  end: SearchPlace | null;
}

/** Messages whose segments are looked up at once: few at first, because a frequent word needs no more. */
const messagesAtOnce = { first: 4_096, most: 65_536 };

/** Candidates of one segment, newest first: first `places`, then the others, by their numbers. */
interface Source {
  segment: SegmentHead | null;
  places: SearchPlace[];
  numbers: number[];
  /** Numbers whose places are read next. */
  atOnce: number;
}

/** Places read of a segment at first. */
const placesAtOnce = 30;

/**
 * Messages that may match, newest first over all segments. Segments may overlap in time, so each is
 * opened before the first candidate that could be older than one of its messages is taken.
 */
export class CandidatePlaces {
  readonly #db: Database;
  readonly #search: PlacesSearch;
  #unopened: SegmentHead[];
  #sources: Source[];
  #openAtOnce = messagesAtOnce.first;
  #lastId: string | null = null;

  constructor(db: Database, search: PlacesSearch) {
    this.#db = db;
    this.#search = search;
    this.#unopened = [...search.segments];
    this.#sources = [{ segment: null, places: [...search.unindexed], numbers: [], atOnce: 0 }];
  }

  /**
   * The next candidates.
   *
   * @param size how many
   * @param until `performance.now()` after which fewer are returned
   */
  async take(size: number, until: number): Promise<TakenPlaces> {
    const places: SearchPlace[] = [];
    while (places.length < size) {
      if (!(await this.#readPlaces())) return this.#outdated(places);
      const source = this.#newest();
      const [place] = source?.places ?? [];
      const [unopened] = this.#unopened;
      if (unopened && (!place || place.createdAt <= unopened.newest)) {
        if (performance.now() > until)
          return { places, next: justBefore(unopened.newest), isOutdated: false };
        if (!(await this.#open())) return this.#outdated(places);
        continue;
      }
      if (!place) return { places, next: this.#search.end, isOutdated: false };
      source?.places.shift();
      // A message that has changed since may be in two segments.
      if (place.id !== this.#lastId) places.push(place);
      this.#lastId = place.id;
    }
    return { places, next: places.at(-1) ?? null, isOutdated: false };
  }

  #outdated(places: SearchPlace[]): TakenPlaces {
    return { places, next: places.at(-1) ?? null, isOutdated: true };
  }

  /** The source of the newest candidate. */
  #newest(): Source | undefined {
    let newest: Source | undefined;
    for (const source of this.#sources) {
      const [place] = source.places;
      const [best] = newest?.places ?? [];
      if (place && (!best || comparePlaces(place, best) < 0)) newest = source;
    }
    return newest;
  }

  /** Looks up the elements in the next segments. Returns false if one of them has been replaced. */
  async #open(): Promise<boolean> {
    let messages = 0;
    const opened: SegmentHead[] = [];
    while (messages < this.#openAtOnce) {
      const segment = this.#unopened.shift();
      if (!segment) break;
      opened.push(segment);
      messages += segment.size;
    }
    this.#openAtOnce = messagesAtOnce.most;
    const found = await findInSegments(this.#db, opened, this.#search.sets);
    for (const { segment, numbers } of found ?? [])
      if (numbers.length > 0)
        this.#sources.push({ segment, places: [], numbers, atOnce: placesAtOnce });
    return found !== null;
  }

  /**
   * Gives each source that has run out of places its next ones. Returns false if the segment of one
   * has been replaced.
   */
  async #readPlaces(): Promise<boolean> {
    for (;;) {
      this.#sources = this.#sources.filter(
        ({ places, numbers }) => places.length > 0 || numbers.length > 0,
      );
      const empty = this.#sources.filter(({ places }) => places.length === 0);
      if (empty.length === 0) return true;
      const wanted = empty.flatMap(({ segment, numbers, atOnce }) =>
        numbers.splice(0, atOnce).map((number) => ({ id: segment?.id, number })),
      );
      const read = await readPlacesOf(this.#db, wanted);
      for (const source of empty) {
        const places = read.get(source.segment?.id ?? "");
        if (!places) return false;
        source.places = places.filter(this.#search.isWithin);
        // A search that continues within a segment skips what came before.
        source.atOnce *= 4;
      }
    }
  }
}

/** The places of some messages of each segment that still exists, newest first. */
async function readPlacesOf(
  db: Database,
  wanted: readonly { id: string | undefined; number: number }[],
): Promise<Map<string, SearchPlace[]>> {
  const rows = await db.execute<{ id: string; places: string }>(sql`
    select s.id, string_agg(convert_from(substring(s.places from 1 + ${placeLength}::int * wanted.number for ${placeLength}::int), 'UTF8'), '' order by wanted.number) as places
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted(id bigint, number int)
    join ${searchSegments} s on s.id = wanted.id group by s.id`);
  return new Map(rows.map(({ id, places }) => [id, readPlaces(places)]));
}

/** A place before all messages of this moment, and after all newer ones. */
function justBefore(createdAt: number): SearchPlace {
  return { createdAt: createdAt + 1, id: `a_${"0".repeat(32)}` };
}
