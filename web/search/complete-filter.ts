/** The filters of a search, by the word before their colon. `folder` is another name of `project`. */
export const filterKeys = [
  "from",
  "has",
  "model",
  "tag",
  "project",
  "folder",
  "before",
  "after",
] as const;

export type FilterKey = (typeof filterKeys)[number];

/** A filter to complete what is being typed with. */
export interface FilterOffer {
  key: FilterKey;
  /** Null for the filter itself, whose value comes next. */
  value: string | null;
  /** The query with it. */
  query: string;
}

/** The filters that fit what is being typed at the end of a query. */
export interface FilterOffers {
  offers: readonly FilterOffer[];
  /** Whether one of them is what Enter takes: a filter's value has been begun and is not complete. */
  isFirst: boolean;
}

/** The values of a filter, the likeliest first. */
export type ValuesOf = (key: FilterKey) => readonly string[];

/** Most values offered at once. */
const mostOffers = 6;

const noOffers: FilterOffers = { offers: [], isFirst: false };

/** Completes the last word of a query: the name of a filter, or its value. */
export function completeFilter(query: string, valuesOf: ValuesOf): FilterOffers {
  const start = startOfLast(query);
  const before = query.slice(0, start);
  const word = query.slice(start);
  const colon = word.indexOf(":");
  if (colon === -1) return { offers: completeKey(before, word.toLowerCase()), isFirst: false };
  const key = filterKeys.find((each) => each === word.slice(0, colon).toLowerCase());
  if (!key) return noOffers;
  const typed = fold(word.slice(colon + 1).replaceAll('"', ""));
  const all = [...new Set(valuesOf(key))];
  const isWhole = all.some((value) => fold(value) === typed);
  const fitting = all.filter((value) => fold(value).includes(typed) && fold(value) !== typed);
  const sorted = fitting.toSorted((a, b) => Number(begins(b, typed)) - Number(begins(a, typed)));
  const offers = sorted.slice(0, mostOffers).map((value) => {
    const quoted = /\s/.test(value) ? `"${value}"` : value;
    return { key, value, query: `${before}${key}:${quoted} ` };
  });
  return { offers, isFirst: !isWhole };
}

function completeKey(before: string, typed: string): FilterOffer[] {
  if (typed === "") return [];
  const fitting = filterKeys.filter((key) => key.startsWith(typed));
  return fitting.map((key) => ({ key, value: null, query: `${before}${key}:` }));
}

/** Where the last word begins. A quotation that is not closed belongs to it. */
function startOfLast(query: string): number {
  let start = 0;
  let isQuoted = false;
  for (let i = 0; i < query.length; i++) {
    if (query[i] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && query[i]?.trim() === "") start = i + 1;
  }
  return start;
}

function begins(value: string, typed: string): boolean {
  return fold(value).startsWith(typed);
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Days, months and years to search before or after: 2026-11-30, 2026-11, 2026-10 … 2026, 2025. */
export function datesAround(today: Date): string[] {
  const day = today.toISOString().slice(0, 10);
  const year = today.getUTCFullYear();
  const months = Array.from({ length: 6 }, (_, back) =>
    new Date(Date.UTC(year, today.getUTCMonth() - back)).toISOString().slice(0, 7),
  );
  const years = Array.from({ length: 6 }, (_, back) => String(year - back));
  return [day, ...months.slice(0, 3), ...years.slice(0, 2), ...months.slice(3), ...years.slice(2)];
}
