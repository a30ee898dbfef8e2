import { type Accessor, createSignal } from "solid-js";
import type { SafeStorage } from "../state/safe-storage.ts";

/** Whether the sidebar is closed on this device. */
const closedKey = "chatkit.sidebar.closed";
const widthKey = "chatkit.sidebar.width";

/** Widths in CSS pixels: titles of a few words, the usual, and long titles beside a page. */
export const sidebarWidths = { least: 208, usual: 272, most: 480 };

/** The sidebar beside the page, as it was last left on this device. */
export interface SidebarFrame {
  isOpen: Accessor<boolean>;
  setOpen(isOpen: boolean): void;
  /** In CSS pixels. */
  width: Accessor<number>;
  /** Sets the width within the limits, without storing it: a drag sets one for each frame. */
  setWidth(width: number): void;
  /** Stores the width. */
  keepWidth(): void;
}

/** Reads the stored state at once, so that the first paint has it. */
export function createSidebarFrame(storage: SafeStorage): SidebarFrame {
  const [isOpen, setOpen] = createSignal(storage.getItem(closedKey) === null);
  const [width, setWidth] = createSignal(
    withinLimits(Number(storage.getItem(widthKey)) || sidebarWidths.usual),
  );
  return {
    isOpen,
    setOpen(next) {
      setOpen(next);
      if (next) storage.removeItem(closedKey);
      else storage.setItem(closedKey, "closed");
    },
    width,
    setWidth: (next) => setWidth(withinLimits(next)),
    keepWidth: () => storage.setItem(widthKey, String(width())),
  };
}

function withinLimits(width: number): number {
  return Math.round(Math.min(Math.max(width, sidebarWidths.least), sidebarWidths.most));
}
