import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import type { AnalyticsRange, AnalyticsView } from "../../shared/analytics.ts";
import type { Loaded } from "../account/loaded.tsx";
import { holdsMoment } from "./series-of-view.ts";

/** The displayed range. */
export interface Look {
  range: AnalyticsRange;
  /** A day of it; undefined for the current one. */
  on?: string;
}

/** Figures that stay up to date while the page is visible. */
export interface LiveView<View> extends Loaded<View> {
  /** Whether the figures are of another range than the selected one. */
  pending: Accessor<boolean>;
  /** Whether the last refresh failed. */
  stale: Accessor<boolean>;
}

/** Refresh interval in milliseconds: figures a minute old are rarely wrong. */
const refreshMs = 10_000;

/**
 * Reads the figures of a range, and again every ten seconds while the page is visible and the range
 * is not over. A failed refresh leaves the figures.
 */
export function createLiveView<View extends Pick<AnalyticsView, "starts" | "ends">>(
  look: Accessor<Look>,
  read: (look: Look) => Promise<View>,
): LiveView<View> {
  const [value, setValue] = createSignal<View | null>(null);
  const [error, setError] = createSignal<RequestError | null>(null);
  const [pending, setPending] = createSignal(true);
  const [stale, setStale] = createSignal(false);
  let reads = 0;

  async function load(): Promise<void> {
    const own = ++reads;
    try {
      const view = await read(look());
      if (own !== reads) return;
      setValue(() => view);
      setError(null);
      setStale(false);
      setPending(false);
    } catch (cause) {
      if (own !== reads) return;
      // The figures may be of another range, and then do not count.
      if (value() && !pending()) setStale(true);
      else setError(toRequestError(cause));
    }
  }
  function refresh(): void {
    const view = value();
    const goesOn = view === null || holdsMoment(view, new Date()) || look().on === undefined;
    if (document.visibilityState === "visible" && !error() && goesOn) void load();
  }

  createEffect(
    on(look, () => {
      setPending(true);
      setError(null);
      void load();
    }),
  );
  const timer = setInterval(refresh, refreshMs);
  document.addEventListener("visibilitychange", refresh);
  onCleanup(() => {
    reads++;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", refresh);
  });
  return {
    value,
    error,
    pending,
    stale,
    async load() {
      setError(null);
      await load();
    },
  };
}
