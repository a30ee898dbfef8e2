/** A place in a person's messages, newest first. */
export interface SearchPlace {
  /** Milliseconds since 1970. */
  createdAt: number;
  id: string;
}

/** Bytes of a place in a segment: fixed, so that the database can read some of them. */
export const placeLength = 55;

const timeLength = 15;

/** Below 0 for a place before another: for the newer one; ids decide between messages of one moment. */
export function comparePlaces(a: SearchPlace, b: SearchPlace): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Places in their order, each once. */
export function distinctPlaces(places: readonly SearchPlace[]): SearchPlace[] {
  const sorted = places.toSorted(comparePlaces);
  return sorted.filter((place, i) => i === 0 || place.id !== sorted[i - 1]?.id);
}

/** All places of a segment, as they are stored. */
export function toPlaces(places: readonly SearchPlace[]): string {
  const idLength = placeLength - timeLength;
  return places
    .map(({ createdAt, id }) => String(createdAt).padStart(timeLength) + id.padEnd(idLength))
    .join("");
}

/** Reads places as they are stored. */
export function readPlaces(stored: string): SearchPlace[] {
  return Array.from({ length: stored.length / placeLength }, (_, i) => {
    const place = stored.slice(i * placeLength, (i + 1) * placeLength);
    return { createdAt: Number(place.slice(0, timeLength)), id: place.slice(timeLength).trim() };
  });
}
