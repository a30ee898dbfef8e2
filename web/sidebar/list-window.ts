/** Where a group's rows are, in pixels from the list's top. */
export interface GroupSpan {
  top: number;
  count: number;
}

/** The part of the list that is on the screen, in pixels from its top. */
export interface ListView {
  from: number;
  to: number;
}

/** Rows per step of the window: a scroll changes what is rendered once in so many rows. */
const step = 8;

/** Rows rendered beyond the view at each side, so that a fast scroll shows no gap. */
const margin = 16;

/** The rows of a group to render: `first`, and up to but without `end`. */
export function rowsInView(
  { top, count }: GroupSpan,
  { from, to }: ListView,
  rowPx: number,
): { first: number; end: number } {
  const first = Math.floor((from - top) / rowPx / step) * step - margin;
  const end = Math.ceil((to - top) / rowPx / step) * step + margin;
  const within = (row: number) => Math.min(Math.max(row, 0), count);
  return { first: within(first), end: within(end) };
}
