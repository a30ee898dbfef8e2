/** Silence after which the app shows that it is still waiting, in milliseconds. */
export const stillWaitingAfterMs = 9_000;

/** Time until "Still waiting…" is due, in milliseconds; 0 when it is already. */
export function stillWaitingInMs(lastTextAtMs: number, nowMs: number): number {
  return Math.max(0, lastTextAtMs + stillWaitingAfterMs - nowMs);
}
