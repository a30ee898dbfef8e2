import { type Accessor, createSignal, getOwner, runWithOwner } from "solid-js";
import type { createFollowScroll, FollowScroll } from "./follow-scroll.ts";

/** The scrolling of a conversation whose code is loaded with that of the messages. */
export interface LateScroll extends FollowScroll {
  /** Starts it, once its code is loaded. Later calls do nothing. */
  start(create: typeof createFollowScroll): void;
}

/**
 * Without messages there is nothing to scroll, so it only remembers what was asked for until then.
 * `firstKey` is the key of the topmost turn.
 */
export function createLateScroll(firstKey: Accessor<string | undefined>): LateScroll {
  const owner = getOwner();
  const [scroll, setScroll] = createSignal<FollowScroll>();
  let isJumping = false;
  let attached: Parameters<FollowScroll["attach"]> | undefined;

  return {
    offersJump: () => scroll()?.offersJump() ?? false,
    attach(...elements) {
      attached = elements;
    },
    jump() {
      isJumping = true;
      scroll()?.jump();
    },
    restart() {
      isJumping = false;
      scroll()?.restart();
    },
    catchUp: () => scroll()?.catchUp(),
    leave() {
      isJumping = false;
      scroll()?.leave();
    },
    start(create) {
      if (scroll()) return;
      runWithOwner(owner, () => {
        const started = create(firstKey);
        if (attached) started.attach(...attached);
        if (isJumping) started.jump();
        setScroll(started);
      });
    },
  };
}
