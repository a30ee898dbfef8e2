/**
 * First-token times are counted in buckets, each 9 % wider than the one before. Any number of times
 * adds up to a few small numbers, and a percentile is accurate to 5 %.
 */
const bucketsPerDoubling = 8;

/**
 * SQL for the bucket of a column in milliseconds. Null stays null, which `greatest` would not
 * guarantee.
 */
export const bucketSql = (ms: string) =>
  `floor(${bucketsPerDoubling} * ln(case when ${ms} < 1 then 1 else ${ms} end::float8) / ln(2::float8))::int`;

/** The middle of a bucket, in milliseconds. */
export function middleOf(bucket: number): number {
  return 2 ** ((bucket + 0.5) / bucketsPerDoubling);
}

/**
 * The time that the given share of all times does not exceed, in milliseconds; null without any.
 *
 * @param counts the number of times in each bucket
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
