/**
 * How long a model may think before it answers, least first. `none` turns thinking off, or asks for
 * as little of it as the model can do with.
 */
export const efforts = ["none", "low", "medium", "high"] as const;

export type Effort = (typeof efforts)[number];

/** Whether a value from elsewhere is one of them. */
export function isEffort(value: unknown): value is Effort {
  return efforts.some((effort) => effort === value);
}
