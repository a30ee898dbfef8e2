import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import type { AnalyticsRange, AnalyticsView } from "../../shared/analytics.ts";
import type { Loaded } from "../account/loaded.tsx";
import { holdsMoment } from "./series-of-view.ts";

/** Which stretch is looked at. */
export interface Look {
  range: AnalyticsRange;
  /** A day of it; undefined for the one that is now. */
  on?: string;
}

/** Figures that stay up to date while the page is visible. */
export interface LiveView extends Loaded<AnalyticsView> {
  /** Whether what is shown is of another stretch than what is asked for. */
  pending: Accessor<boolean>;
  /** Whether the last try to bring it up to date failed. */
  stale: Accessor<boolean>;
}

/** How often they are read again, in milliseconds: the numbers of a minute ago are rarely wrong. */
const refreshMs = 10_000;

/**
 * Reads the figures of a stretch, and again every ten seconds while the page is in sight and time goes on in
 * the stretch. A try that fails leaves what is shown.
 */
export function createLiveView(
  look: Accessor<Look>,
  read: (look: Look) => Promise<AnalyticsView>,
): LiveView {
  const [value, setValue] = createSignal<AnalyticsView | null>(null);
  const [error, setError] = createSignal<RequestError | null>(null);
  const [pending, setPending] = createSignal(true);
  const [stale, setStale] = createSignal(false);
  let reads = 0;

  async function load(): Promise<void> {
    const own = ++reads;
    try {
      const view = await read(look());
      if (own !== reads) return;
      setValue(view);
      setError(null);
      setStale(false);
      setPending(false);
    } catch (cause) {
      if (own !== reads) return;
      // What is shown may be of another stretch: then it is no answer.
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
