/** Statuses of a reply that is queued or being written. */
export const liveStatuses = ["queued", "running"] as const;

/** Final statuses. Only older versions write `interrupted`; now it is `failed`. */
export const finalStatuses = ["completed", "stopped", "failed", "interrupted"] as const;

export const generationStatuses = [...liveStatuses, ...finalStatuses] as const;

export type LiveStatus = (typeof liveStatuses)[number];
export type FinalStatus = (typeof finalStatuses)[number];
export type GenerationStatus = (typeof generationStatuses)[number];

/** Whether a generation is queued or being written. */
export function isLive({ status }: { status: GenerationStatus }): boolean {
  return status === "queued" || status === "running";
}

/** The status to show: one that only a later version knows counts as failed. */
export function knownStatus(status: string): GenerationStatus {
  return generationStatuses.find((each) => each === status) ?? "failed";
}

/**
 * Whether a generation has ended. One in a status that only a later version knows may still
 * continue.
 */
export function hasEnded({ status }: { status: string }): boolean {
  return finalStatuses.some((each) => each === status);
}
