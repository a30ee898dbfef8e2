/** Ways to draw series apart, by colour and by dash, so that colour alone tells nothing. */
export const seriesLooks = [
  { colour: "--chart-1", dash: [] },
  { colour: "--chart-2", dash: [6, 3] },
  { colour: "--chart-3", dash: [2, 2] },
  { colour: "--chart-4", dash: [10, 3, 2, 3] },
  { colour: "--chart-5", dash: [12, 4] },
  { colour: "--chart-6", dash: [4, 6] },
] as const;

/** The look of the series at `index`; they come round again after the last. */
export function lookOf(index: number): (typeof seriesLooks)[number] {
  return seriesLooks[index % seriesLooks.length] ?? seriesLooks[0];
}

/** Reads colours and the font as the style sheets have them at this moment. */
export function styleReader(element: Element): (property: string) => string {
  return (property) => getComputedStyle(element).getPropertyValue(property).trim();
}

/** Calls back when the theme changes. @returns ends it */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
