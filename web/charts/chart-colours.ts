/** Series differ in colour and in dashes, so that colour is not the only cue. */
export const seriesLooks = [
  { colour: "--chart-1", dash: [] },
  { colour: "--chart-2", dash: [6, 3] },
  { colour: "--chart-3", dash: [2, 2] },
  { colour: "--chart-4", dash: [10, 3, 2, 3] },
  { colour: "--chart-5", dash: [12, 4] },
  { colour: "--chart-6", dash: [4, 6] },
] as const;

/** The look of the series at `index`; repeats after the last. */
export function lookOf(index: number): (typeof seriesLooks)[number] {
  return seriesLooks[index % seriesLooks.length] ?? seriesLooks[0];
}

/** Reads the current colours and font from the style sheets. */
export function styleReader(element: Element): (property: string) => string {
  return (property) => getComputedStyle(element).getPropertyValue(property).trim();
}
