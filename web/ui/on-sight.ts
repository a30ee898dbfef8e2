import { createEffect, createMemo, onCleanup } from "solid-js";

/**
 * Calls back whenever the target comes within `margin` of its scroll container, and each time
 * `again` changes while it is there.
 */
export function createOnSight(options: {
  target: () => Element | undefined;
  margin: string;
  again: () => unknown;
  onSight: () => void;
}): void {
  // Through a memo, because its source may change with every token.
  const again = createMemo(options.again);
  createEffect(() => {
    again();
    const target = options.target();
    if (!target) return;
    // A fresh observer reports immediately, which is the check that `again` requests.
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) options.onSight();
      },
      { root: target.closest("[data-scroller]"), rootMargin: options.margin },
    );
    observer.observe(target);
    onCleanup(() => observer.disconnect());
  });
}
