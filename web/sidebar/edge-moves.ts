import { sidebarWidths } from "./sidebar-frame.ts";

/** Pixels per press of an arrow key. */
const stepPx = 16;

/**
 * The sidebar's width after a key on its edge; null for keys without a meaning there.
 *
 * @param isRtl whether the sidebar is at the right, where its edge moves the other way
 */
export function widthAfterKey(
  key: string,
  { width, isRtl }: { width: number; isRtl: boolean },
): number | null {
  const outward = isRtl ? "ArrowLeft" : "ArrowRight";
  const inward = isRtl ? "ArrowRight" : "ArrowLeft";
  switch (key) {
    case outward:
      return width + stepPx;
    case inward:
      return width - stepPx;
    case "Home":
      return sidebarWidths.least;
    case "End":
      return sidebarWidths.most;
    default:
      return null;
  }
}
