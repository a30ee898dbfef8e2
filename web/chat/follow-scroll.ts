import { createArrival } from "./arrival.ts";
import { type Accessor, createComputed, createEffect, createSignal, on, onCleanup } from "solid-js";
import {
  afterJump,
  afterResize,
  afterScroll,
  distanceToEnd,
  type FollowState,
  offersJump,
  onTheWay,
  type ScrollView,
  startFollowing,
} from "./scroll-follow.ts";

/** Moves the view of a conversation by the rules of `scroll-follow.ts`. */
export interface FollowScroll {
  attach(container: HTMLElement, content: HTMLElement): void;
  /** Whether to offer the way back to the end. */
  offersJump: Accessor<boolean>;
  /** Goes to the end and follows it; by an animation where people do not mind. */
  jump(): void;
  /** Goes to the end at once, for another conversation. */
  restart(): void;
}

/** Farther than so many views the way is not animated: it would be a blur, and draw all it passes. */
const animatedViews = 3;

/** An animated scroll is taken for done after this time at the latest, in milliseconds. */
const longestAnimationMs = 800;

function measure(container: HTMLElement): ScrollView {
  return {
    top: container.scrollTop,
    height: container.clientHeight,
    contentHeight: container.scrollHeight,
  };
}

function isNear(container: HTMLElement | undefined): boolean {
  if (!container) return false;
  const { top, height, contentHeight } = measure(container);
  return contentHeight - height - top < animatedViews * height;
}

/** `firstKey` is the key of the topmost turn: when it changes, older ones have been put above the view. */
export function createFollowScroll(firstKey: Accessor<string | undefined>): FollowScroll {
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  const [jumpOffered, setJumpOffered] = createSignal(false);
  let container: HTMLElement | undefined;
  let state: FollowState = startFollowing;
  let input: "fine" | "touch" = "fine";
  let animatingUntil = 0;
  const isAnimating = () => performance.now() < animatingUntil;
  const arrival = createArrival({
    isAnimating,
    isAtEnd: () => !container || distanceToEnd(measure(container)) <= 1,
    goToEnd: onResize,
  });

  function settle(next: FollowState): void {
    state = next;
    setJumpOffered(offersJump(next));
  }

  function onScroll(): void {
    if (!container) return;
    const view = measure(container);
    // What moves the view on its way is not the person.
    settle(arrival.isUnderWay() ? onTheWay(view) : afterScroll(state, view, input));
  }

  function onResize(): void {
    if (!container) return;
    const { state: next, scrollTo } = afterResize(state, measure(container));
    if (scrollTo === null) return settle(next);
    if (!isAnimating()) settle(next);
    container.scrollTo({ top: scrollTo, behavior: isAnimating() ? "smooth" : "instant" });
  }

  const place = keepPlace(firstKey, () => (state.pinned ? undefined : container));

  return {
    offersJump: jumpOffered,
    attach(target, content) {
      container = target;
      listen(target, {
        onScroll,
        onArrival: () => (animatingUntil = 0),
        onInput: (kind) => (input = kind),
        onMove: () => arrival.cancel(),
      });
      observeSizes([target, content], onResize);
    },
    jump() {
      settle(afterJump(state));
      const animated = !reducedMotion.matches && isNear(container);
      animatingUntil = animated ? performance.now() + longestAnimationMs : 0;
      onResize();
      arrival.begin();
    },
    restart() {
      animatingUntil = 0;
      arrival.cancel();
      place.forget();
      settle(startFollowing);
      onResize();
    },
  };
}

/** Calls back whenever one of the elements changes its size, for as long as the owner lives. */
function observeSizes(elements: readonly HTMLElement[], onResize: () => void): void {
  const observer = new ResizeObserver(onResize);
  for (const each of elements) observer.observe(each);
  onCleanup(() => observer.disconnect());
}

/** Follows what happens to the scroll container, for as long as the owner lives. */
function listen(
  target: HTMLElement,
  on: {
    onScroll: () => void;
    /** A scroll has come to its end. */
    onArrival: () => void;
    onInput: (kind: "fine" | "touch") => void;
    /** The person begins to scroll, as far as one can tell. */
    onMove: () => void;
  },
): void {
  const scrollBy = (kind: "fine" | "touch") => () => {
    on.onInput(kind);
    on.onMove();
  };
  const events: [string, () => void][] = [
    ["scroll", on.onScroll],
    ["scrollend", on.onArrival],
    ["touchstart", () => on.onInput("touch")],
    ["touchmove", scrollBy("touch")],
    ["wheel", scrollBy("fine")],
    ["keydown", scrollBy("fine")],
    // On the scroll bar.
    ["mousedown", on.onMove],
  ];
  for (const [name, listener] of events) {
    target.addEventListener(name, listener, { passive: true });
    onCleanup(() => target.removeEventListener(name, listener));
  }
}

/**
 * Keeps what is in view where it is when content appears above it. `forget` is for another
 * conversation, whose place is none of the one before.
 */
function keepPlace(
  firstKey: Accessor<string | undefined>,
  view: () => HTMLElement | undefined,
): { forget: () => void } {
  let before: { view: HTMLElement; fromEnd: number } | null = null;
  // Runs before the new content is in the page …
  createComputed(
    on(
      firstKey,
      () => {
        const target = view();
        if (!target) return;
        // The browser's own anchoring would move the view a second time.
        target.style.overflowAnchor = "none";
        before = { view: target, fromEnd: target.scrollHeight - target.scrollTop };
      },
      { defer: true },
    ),
  );
  // … and this after it.
  createEffect(
    on(firstKey, () => {
      if (!before) return;
      const { view: target, fromEnd } = before;
      before = null;
      target.scrollTop = target.scrollHeight - fromEnd;
      requestAnimationFrame(() => (target.style.overflowAnchor = ""));
    }),
  );
  return {
    forget() {
      if (before) before.view.style.overflowAnchor = "";
      before = null;
    },
  };
}
