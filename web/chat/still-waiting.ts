/** Silence after which the app says that it is still waiting, in milliseconds. */
export const stillWaitingAfterMs = 9_000;

/** How long from now until "Still waiting…" is due, in milliseconds; 0 when it is due already. */
export function stillWaitingInMs(lastTextAtMs: number, nowMs: number): number {
  return Math.max(0, lastTextAtMs + stillWaitingAfterMs - nowMs);
}
