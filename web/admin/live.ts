import { type Accessor, createSignal, onCleanup } from "solid-js";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import type { Loaded } from "../account/loaded.tsx";

/** Data that is fetched repeatedly while its page is visible. */
export interface Live<T> extends Loaded<T> {
  /** Whether the data is outdated because the last fetch failed. */
  stale: Accessor<boolean>;
}

/**
 * Fetches immediately, and again this many milliseconds after each response, while the page is
 * visible. The data stays while fetching fails; `error` is only set without data.
 */
export function createLive<T>(fetch: () => Promise<T>, everyMs: number): Live<T> {
  const [value, setValue] = createSignal<T | null>(null);
  const [error, setError] = createSignal<RequestError | null>(null);
  const [stale, setStale] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = false;
  let asked = 0;

  async function load(): Promise<void> {
    clearTimeout(timer);
    const ask = ++asked;
    try {
      const fetched = await fetch();
      // A later request has replaced this one.
      if (left || ask !== asked) return;
      setValue(() => fetched);
      setError(null);
      setStale(false);
    } catch (cause) {
      if (left || ask !== asked) return;
      if (value() === null) setError(toRequestError(cause));
      setStale(value() !== null);
    }
    timer = setTimeout(() => void loadIfSeen(), everyMs);
  }

  async function loadIfSeen(): Promise<void> {
    if (document.visibilityState === "visible") await load();
  }

  const onSeen = () => void loadIfSeen();
  document.addEventListener("visibilitychange", onSeen);
  onCleanup(() => {
    left = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onSeen);
  });
  void load();
  return { value, error, stale, load };
}
