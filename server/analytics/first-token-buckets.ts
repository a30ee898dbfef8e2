/**
 * First-token times are kept as counts of buckets, each an eleventh wider than the one before: any
 * number of them adds up to a few small numbers, and a percentile is read within 5 %.
 */
const bucketsPerDoubling = 8;

/** The bucket of a time, for a column of milliseconds in SQL; null stays null, which `greatest` would not see to. */
export const bucketSql = (ms: string) =>
  `floor(${bucketsPerDoubling} * ln(case when ${ms} < 1 then 1 else ${ms} end::float8) / ln(2::float8))::int`;

/** The middle of a bucket, in milliseconds. */
export function middleOf(bucket: number): number {
  return 2 ** ((bucket + 0.5) / bucketsPerDoubling);
}

/**
 * The time that this share of all is not above, in milliseconds; null when there are none.
 *
 * @param counts how many times are in each bucket
 */
export function percentile(counts: ReadonlyMap<number, number>, share: number): number | null {
  const total = counts.values().reduce((sum, count) => sum + count, 0);
  let left = Math.max(1, Math.ceil(share * total));
  for (const [bucket, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    left -= count;
    if (left <= 0) return Math.round(middleOf(bucket));
  }
  return null;
}
