import { onCleanup } from "solid-js";

export interface PageLife {
  /** The page is visible again, or the network is back: it may have missed anything. */
  onWake: () => void;
  /** The page may never be visible again. */
  onLeave: () => void;
}

/** Follows the page's life cycle for as long as the owner lives. */
export function followPageLife(life: PageLife): void {
  const listeners: [EventTarget, string, () => void][] = [
    [document, "visibilitychange", () => (document.hidden ? life.onLeave() : life.onWake())],
    [window, "online", life.onWake],
    [window, "pageshow", life.onWake],
    [window, "pagehide", life.onLeave],
  ];
  for (const [target, name, listener] of listeners) {
    target.addEventListener(name, listener);
    onCleanup(() => target.removeEventListener(name, listener));
  }
}
