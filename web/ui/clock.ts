import { type Accessor, createSignal, onCleanup } from "solid-js";

/** The time in Unix milliseconds, updated periodically while the component lives. */
export function createClock(everyMs: number): Accessor<number> {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), everyMs);
  onCleanup(() => clearInterval(timer));
  return now;
}
