/** While a reply is still to be written or being written. */
export const liveStatuses = ["queued", "running"] as const;

/** How a generation can end, for good. `interrupted` is written by older versions alone: now it is `failed`. */
export const finalStatuses = ["completed", "stopped", "failed", "interrupted"] as const;

export const generationStatuses = [...liveStatuses, ...finalStatuses] as const;

export type LiveStatus = (typeof liveStatuses)[number];
export type FinalStatus = (typeof finalStatuses)[number];
export type GenerationStatus = (typeof generationStatuses)[number];

/** Whether a generation is still to be written or being written. */
export function isLive({ status }: { status: GenerationStatus }): boolean {
  return status === "queued" || status === "running";
}

/** A status as a reader may show it: one that only a later version knows is a failure to this one. */
export function knownStatus(status: string): GenerationStatus {
  return generationStatuses.find((each) => each === status) ?? "failed";
}

/** Whether a generation has ended for good. One in a status that only a later version knows may go on. */
export function hasEnded({ status }: { status: string }): boolean {
  return finalStatuses.some((each) => each === status);
}
