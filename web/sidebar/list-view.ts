import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";
import type { ListView } from "./list-window.ts";

/**
 * The part of a list that its scroll container shows, as a signal.
 *
 * @param stepPx the signal changes once in so many pixels
 */
export function createListView(
  list: () => HTMLElement | undefined,
  stepPx: () => number,
): Accessor<ListView> {
  const [view, setView] = createSignal<ListView>(
    { from: 0, to: innerHeight },
    { equals: (a, b) => a.from === b.from && a.to === b.to },
  );

  onMount(() => {
    const element = list();
    const scroller = element?.closest("[data-scroller]");
    if (!element || !scroller) return;
    const measure = () => {
      const from = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top;
      const step = stepPx();
      setView({
        from: Math.floor(from / step) * step,
        to: Math.ceil((from + scroller.clientHeight) / step) * step,
      });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    scroller.addEventListener("scroll", measure, { passive: true });
    onCleanup(() => {
      observer.disconnect();
      scroller.removeEventListener("scroll", measure);
    });
  });
  return view;
}
