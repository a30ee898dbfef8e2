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

/** Scrolls a conversation by the rules of `scroll-follow.ts`. */
export interface FollowScroll {
  attach(container: HTMLElement, content: HTMLElement): void;
  /** Whether to offer a button to the end. */
  offersJump: Accessor<boolean>;
  /** Scrolls to the end and follows it; animated unless the user prefers reduced motion. */
  jump(): void;
  /** Jumps to the end, for another conversation. */
  restart(): void;
  /**
   * Goes to the end, if it is followed, before the page is painted. The browser would tell of new
   * content too late: what comes into view by scrolling then is only painted with the next frame.
   */
  catchUp(): void;
  /** Stops following the end: the view goes elsewhere. */
  leave(): void;
}

/**
 * Longer distances, in views, are not animated: that would be a blur, and render everything in
 * between.
 */
const animatedViews = 3;

/** An animated scroll counts as finished after this time, in milliseconds. */
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

/**
 * `firstKey` is the key of the topmost turn: when it changes, older ones were added above the view.
 */
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

  function halt(next: FollowState): void {
    animatingUntil = 0;
    arrival.cancel();
    settle(next);
  }

  function onScroll(): void {
    if (!container) return;
    const view = measure(container);
    // Movement during an arrival is not the user's.
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
      const onArrival = () => (animatingUntil = 0);
      const onInput = (kind: "fine" | "touch") => (input = kind);
      listen(target, { onScroll, onArrival, onInput, onMove: arrival.cancel });
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
      place.forget();
      halt(startFollowing);
      onResize();
    },
    catchUp: onResize,
    leave: () => halt({ ...state, pinned: false }),
  };
}

/** Calls back whenever one of the elements changes its size, for as long as the owner lives. */
function observeSizes(elements: readonly HTMLElement[], onResize: () => void): void {
  const observer = new ResizeObserver(onResize);
  for (const each of elements) observer.observe(each);
  onCleanup(() => observer.disconnect());
}

/** Listens to events of the scroll container, for as long as the owner lives. */
function listen(
  target: HTMLElement,
  on: {
    onScroll: () => void;
    /** A scroll has ended. */
    onArrival: () => void;
    onInput: (kind: "fine" | "touch") => void;
    /** The user starts to scroll, as far as that can be detected. */
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
 * Keeps the view in place when content is added above it. `forget` is for another conversation, to
 * which the old position does not apply.
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
        // The browser's own scroll anchoring would move the view a second time.
        target.style.overflowAnchor = "none";
        before = { view: target, fromEnd: target.scrollHeight - target.scrollTop };
      },
      { defer: true },
    ),
  );
  // … and this afterwards.
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
