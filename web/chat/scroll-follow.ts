/** Upward movement that unpins the view, in CSS pixels; a finger is less precise than a wheel. */
const unpinAfterPx = { fine: 3, touch: 10 };
/** Coming this close to the end while moving down pins the view again. */
const repinWithinPx = 60;
/** Farther from the end than this, a button offers the way back. */
const offerJumpBeyondPx = 200;

/** Measurements of the scroll container, in CSS pixels. */
export interface ScrollView {
  /** `scrollTop`. */
  top: number;
  /** `clientHeight`. */
  height: number;
  /** `scrollHeight`. */
  contentHeight: number;
}

/** Whether the view follows the end of the conversation. */
export interface FollowState {
  pinned: boolean;
  /** The position after the last event. */
  top: number;
  /** The lowest position since the view was pinned, from which upward movement counts. */
  lowestTop: number;
  /** How far the end is below the view. */
  distance: number;
}

/** A newly opened view follows. */
export const startFollowing: FollowState = { pinned: true, top: 0, lowestTop: 0, distance: 0 };

/** How far the end of the content is below the view, in CSS pixels. */
export function distanceToEnd(view: ScrollView): number {
  return Math.max(0, view.contentHeight - view.height - view.top);
}

/**
 * The state after a scroll event. When content gets shorter, the browser pulls the view up but
 * leaves it at the end, which does not count as the user moving up.
 */
export function afterScroll(
  state: FollowState,
  view: ScrollView,
  input: "fine" | "touch",
): FollowState {
  const distance = distanceToEnd(view);
  const movesDown = view.top > state.top;
  const atEnd = distance <= 1;
  if (!state.pinned) {
    const pinned = atEnd || (movesDown && distance <= repinWithinPx);
    return { pinned, top: view.top, lowestTop: view.top, distance };
  }
  const lowestTop = atEnd ? view.top : Math.max(state.lowestTop, view.top);
  const pinned = atEnd || lowestTop - view.top <= unpinAfterPx[input];
  return { pinned, top: view.top, lowestTop, distance };
}

/** The state of a view on its way to the end. */
export function onTheWay(view: ScrollView): FollowState {
  return { pinned: true, top: view.top, lowestTop: view.top, distance: distanceToEnd(view) };
}

/** The state after content or view changed size, and the new scroll position (null: no change). */
export function afterResize(
  state: FollowState,
  view: ScrollView,
): { state: FollowState; scrollTo: number | null } {
  const end = Math.max(0, view.contentHeight - view.height);
  if (!state.pinned) return { state: { ...state, distance: distanceToEnd(view) }, scrollTo: null };
  return {
    state: { pinned: true, top: end, lowestTop: end, distance: 0 },
    scrollTo: Math.abs(end - view.top) < 1 ? null : end,
  };
}

/** The state after the user went to the end: by sending, or with the jump button. */
export function afterJump(state: FollowState): FollowState {
  return { ...state, pinned: true, lowestTop: state.top };
}

export function offersJump(state: FollowState): boolean {
  return !state.pinned && state.distance > offerJumpBeyondPx;
}
