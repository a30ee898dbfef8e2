/** How long a file may be read at a time, and where it goes when that was too short. */
export interface Lane {
  timeMs: number;
  next: LongLaneName;
}

/** Lanes of the queue for files that take long. */
export const longLaneNames = ["long", "longest"] as const;
export type LongLaneName = (typeof longLaneNames)[number];
export type LaneName = "quick" | LongLaneName;

/**
 * Every file begins in the quick lane, where most are read within half a second. One that is not read
 * in time begins anew in the next lane, behind those that came there before it. So quick files
 * never wait for slow ones.
 */
export const lanes: Readonly<Record<LaneName, Lane | null>> = {
  quick: { timeMs: 2_000, next: "long" },
  long: { timeMs: 8_000, next: "longest" },
  /** As long as a reader may run at all (`reading/read-file.ts`); then the file is refused. */
  longest: null,
};
