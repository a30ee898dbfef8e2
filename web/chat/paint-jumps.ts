import { onCleanup } from "solid-js";

/** What the browser leaves out while it is far from the view (`content-visibility`), outermost first. */
const skipped = [".turn-group", ".turn-settled", ".md-part"] as const;

/** How often to look again, because what was rendered moved what is below it. */
const mostPasses = 4;

/**
 * Renders what a far jump brings into view before the next frame is painted. The browser itself
 * notices only with that frame, which would be blank.
 */
export function createJumpPaint(): void {
  const tops = new WeakMap<Element, number>();
  const onScroll = ({ target }: Event) => {
    if (!(target instanceof HTMLElement) || !target.matches(".scroller")) return;
    const before = tops.get(target) ?? target.scrollTop;
    tops.set(target, target.scrollTop);
    // The browser renders that much in advance.
    if (Math.abs(target.scrollTop - before) > target.clientHeight) renderView(target);
  };
  document.addEventListener("scroll", onScroll, true);
  onCleanup(() => document.removeEventListener("scroll", onScroll, true));
}

function renderView(scroller: HTMLElement): void {
  const shown = new Set<HTMLElement>();
  for (const selector of skipped)
    for (let pass = 0; pass < mostPasses; pass++) {
      const found = inView(scroller, selector).filter((element) => !shown.has(element));
      if (found.length === 0) break;
      for (const element of found) {
        shown.add(element);
        element.style.contentVisibility = "visible";
      }
    }
  // By then the browser has noticed.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      for (const element of shown) element.style.contentVisibility = "";
    }),
  );
}

function inView(scroller: HTMLElement, selector: string): HTMLElement[] {
  const { top, bottom } = scroller.getBoundingClientRect();
  const isNear = (element: HTMLElement) => {
    const box = element.getBoundingClientRect();
    return box.bottom > top && box.top < bottom;
  };
  const all = Array.from(scroller.querySelectorAll<HTMLElement>(selector));
  return all.filter(
    (element) => element.checkVisibility({ contentVisibilityAuto: true }) && isNear(element),
  );
}
