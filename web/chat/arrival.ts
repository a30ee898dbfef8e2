import { onCleanup } from "solid-js";

/** Frames at the end without a change after which the view has arrived. */
const stillFrames = 12;

/** An arrival is over after this time in any case, in milliseconds. */
const longestArrivalMs = 2_000;

/** What an arrival moves. */
export interface ArrivalView {
  /** Whether an animation is on its way there. */
  isAnimating(): boolean;
  isAtEnd(): boolean;
  /** Goes there at once. */
  goToEnd(): void;
}

/** Takes the view to the end and sees it arrive. */
export interface Arrival {
  isUnderWay(): boolean;
  begin(): void;
  /** The person scrolls: they decide. */
  cancel(): void;
}

/**
 * Watches over a way to the end. The browser draws parts of a conversation anew when they come
 * near: their heights change under an animation, which then stops short, or is thrown far back.
 * So the view is looked at in every frame until it has stayed at the end for a while. Ends with the
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
