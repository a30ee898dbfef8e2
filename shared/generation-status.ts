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
