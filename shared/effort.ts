/**
 * How long a model may think before it answers, least first. `none` turns thinking off, or reduces
 * it to the model's minimum.
 */
export const efforts = ["none", "low", "medium", "high"] as const;

export type Effort = (typeof efforts)[number];

/** Whether an external value is an effort. */
export function isEffort(value: unknown): value is Effort {
  return efforts.some((effort) => effort === value);
}
