import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

/**
 * The source's value once it has been the same for this long (in milliseconds); null immediately.
 */
export function createDelayed<T>(source: Accessor<T | null>, delayMs: number): Accessor<T | null> {
  const [shown, setShown] = createSignal<T | null>(null);
  createEffect(() => {
    const value = source();
    if (value === null) {
      setShown(null);
      return;
    }
    const timer = setTimeout(() => setShown(() => value), delayMs);
    onCleanup(() => clearTimeout(timer));
  });
  return shown;
}
