import { type Accessor, createComputed, createEffect, createSignal, on, onCleanup } from "solid-js";
import {
  afterJump,
  afterResize,
  afterScroll,
  type FollowState,
  offersJump,
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

  function settle(next: FollowState): void {
    state = next;
    setJumpOffered(offersJump(next));
  }

  function onScroll(): void {
    if (container) settle(afterScroll(state, measure(container), input));
  }

  function onResize(): void {
    if (!container) return;
    const { state: next, scrollTo } = afterResize(state, measure(container));
    if (scrollTo === null) return settle(next);
    const animated = performance.now() < animatingUntil;
    if (!animated) settle(next);
    container.scrollTo({ top: scrollTo, behavior: animated ? "smooth" : "instant" });
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
      });
      const observer = new ResizeObserver(onResize);
      observer.observe(target);
      observer.observe(content);
      onCleanup(() => observer.disconnect());
    },
    jump() {
      settle(afterJump(state));
      const animated = !reducedMotion.matches && isNear(container);
      animatingUntil = animated ? performance.now() + longestAnimationMs : 0;
      onResize();
    },
    restart() {
      animatingUntil = 0;
      place.forget();
      settle(startFollowing);
      onResize();
    },
  };
}

/** Follows what happens to the scroll container, for as long as the owner lives. */
function listen(
  target: HTMLElement,
  on: {
    onScroll: () => void;
    /** A scroll has come to its end. */
    onArrival: () => void;
    onInput: (kind: "fine" | "touch") => void;
  },
): void {
  const events: [string, () => void][] = [
    ["scroll", on.onScroll],
    ["scrollend", on.onArrival],
    ["touchstart", () => on.onInput("touch")],
    ["wheel", () => on.onInput("fine")],
    ["keydown", () => on.onInput("fine")],
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
