/** A rectangle of the window, in pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Between the panel and the window's edge, or its button. */
const gap = 8;

/** Widest and highest that the panel gets. */
const widest = 416;
const highest = 520;

/** Windows that are narrower have the panel as a sheet at their lower edge. */
export const sheetBelow = 640;

/**
 * Where the panel goes, as CSS: above or below its button, whichever has more room; on small windows
 * along the lower edge of what the keyboard leaves to see.
 *
 * @param view what is seen of the window
 */
export function placePanel(anchor: Box, view: Box, isRtl: boolean): Record<string, string> {
  if (view.width < sheetBelow) {
    const height = Math.round(view.height * 0.85);
    const top = view.top + view.height - height;
    return { left: px(view.left), top: px(top), width: px(view.width), height: px(height) };
  }
  const width = Math.min(widest, view.width - 2 * gap);
  const start = isRtl ? anchor.left + anchor.width - width : anchor.left;
  const left = Math.min(Math.max(start, view.left + gap), view.left + view.width - width - gap);
  const above = anchor.top - view.top - 2 * gap;
  const below = view.top + view.height - anchor.top - anchor.height - 2 * gap;
  const height = Math.min(highest, Math.max(above, below));
  const top = above >= below ? anchor.top - gap - height : anchor.top + anchor.height + gap;
  return { left: px(left), top: px(top), width: px(width), height: px(height) };
}

function px(pixels: number): string {
  return `${Math.round(pixels)}px`;
}
