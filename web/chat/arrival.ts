import { onCleanup } from "solid-js";

/** Number of unchanged frames at the end after which the view has arrived. */
const stillFrames = 12;

/** Longest arrival, in milliseconds. */
const longestArrivalMs = 2_000;

/** The view that an arrival moves. */
export interface ArrivalView {
  /** Whether a scroll animation is running. */
  isAnimating(): boolean;
  isAtEnd(): boolean;
  /** Jumps to the end. */
  goToEnd(): void;
}

/** Takes the view to the end, and makes sure that it gets there. */
export interface Arrival {
  isUnderWay(): boolean;
  begin(): void;
  /** The user scrolls, which takes precedence. */
  cancel(): void;
}

/**
 * Supervises scrolling to the end. The browser lays out parts of a conversation when they come
 * near, so their heights change during an animation, which then stops short or is thrown far back.
 * So the view is checked in every frame until it has stayed at the end for a while. Ends with the
 * owner.
 */
export function createArrival(view: ArrivalView): Arrival {
  let endsAt = 0;
  let still = 0;
  let frame: number | undefined;

  function look(): void {
    frame = undefined;
    if (view.isAtEnd()) still++;
    else {
      still = 0;
      if (!view.isAnimating()) view.goToEnd();
    }
    if (still < stillFrames && performance.now() < endsAt) frame = requestAnimationFrame(look);
  }

  function cancel(): void {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
  }
  onCleanup(cancel);

  return {
    isUnderWay: () => frame !== undefined,
    begin() {
      endsAt = performance.now() + longestArrivalMs;
      still = 0;
      frame ??= requestAnimationFrame(look);
    },
    cancel,
  };
}
