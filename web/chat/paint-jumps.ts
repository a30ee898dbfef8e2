import { onCleanup } from "solid-js";

/** What the browser leaves out while it is far from the view (`content-visibility`), outermost first. */
const skipped = [".turn-group", ".turn-settled", ".md-part"] as const;

/** How often to look again, because what was rendered moved what is below it. */
const mostPasses = 6;

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
  for (let pass = 0; pass < mostPasses; pass++) {
    const before = shown.size;
    for (const selector of skipped)
      for (const element of inView(scroller, selector)) {
        shown.add(element);
        element.style.contentVisibility = "visible";
      }
    if (shown.size === before) break;
  }
  // By then the browser has noticed.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      for (const element of shown) element.style.contentVisibility = "";
    }),
  );
}

/** Elements in the view, and half a view around it: what is rendered moves the rest. */
function inView(scroller: HTMLElement, selector: string): HTMLElement[] {
  const { top, bottom, height } = scroller.getBoundingClientRect();
  const isNear = (element: HTMLElement) => {
    const box = element.getBoundingClientRect();
    return box.bottom > top - height / 2 && box.top < bottom + height / 2;
  };
  const all = Array.from(scroller.querySelectorAll<HTMLElement>(selector));
  return all.filter(
    (element) => element.checkVisibility({ contentVisibilityAuto: true }) && isNear(element),
  );
}
