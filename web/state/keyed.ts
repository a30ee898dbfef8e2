import {
  type Accessor,
  batch,
  createComputed,
  createSignal,
  getListener,
  onCleanup,
  untrack,
} from "solid-js";
import { createKeyedWatch } from "./keyed-watch.ts";

/**
 * Reads one entry of a record as a separate signal. A changed record only wakes the readers whose
 * entry changed: with 2,000 messages on the screen and a hundred tokens a second, waking them all
 * costs most of a frame.
 */
export function createKeyed<T>(
  record: Accessor<Readonly<Record<string, T>>>,
): (key: string) => T | undefined {
  const watch = createKeyedWatch(untrack(record));
  createComputed(() => {
    const present = record();
    batch(() => watch.update(present));
  });

  return (key) => {
    if (!getListener()) return untrack(record)[key];
    const [track, wake] = createSignal(undefined, { equals: false });
    onCleanup(watch.watch(key, wake));
    track();
    return watch.read(key);
  };
}
