/** How long a file may be read, and the lane it moves to after that. */
export interface Lane {
  timeMs: number;
  next: LongLaneName;
}

/** Lanes of the queue for files that take long. */
export const longLaneNames = ["long", "longest"] as const;
export type LongLaneName = (typeof longLaneNames)[number];
export type LaneName = "quick" | LongLaneName;

/**
 * Every file starts in the quick lane, where most are read within half a second. One that takes
 * longer restarts in the next lane, at the end of its queue. So quick files never wait for slow
 * ones.
 */
export const lanes: Readonly<Record<LaneName, Lane | null>> = {
  quick: { timeMs: 2_000, next: "long" },
  long: { timeMs: 8_000, next: "longest" },
  /** Until the reader's own limit (`reading/read-file.ts`); then the file is refused. */
  longest: null,
};
