/** Colours of the app (`styles.css`), for what a chart does not colour itself. */
const light = { bg: "#ffffff", fg: "#1b1f24", muted: "#59626d", line: "#dcdfe3" };
const dark = { bg: "#16191d", fg: "#e8eaed", muted: "#a3abb5", line: "#32383f" };

const font = "system-ui, sans-serif";

/** What the theme depends on. */
export interface ThemeChoice {
  dark: boolean;
  /** The chart's own background, as CSS; empty for none. */
  background: string;
  /** Marks neither have names nor show their values: thousands would take long to make them. */
  isPlain: boolean;
}

/** A configuration for both: guides, titles and the background. */
export function vegaConfig(choice: ThemeChoice) {
  const { bg, fg, muted, line } = isDark(choice) ? dark : light;
  return {
    background: bg,
    padding: 4,
    title: { color: fg, subtitleColor: muted, font, subtitleFont: font, fontSize: 15 },
    style: {
      "guide-label": { fill: muted, font, fontSize: 12 },
      "guide-title": { fill: fg, font, fontSize: 12 },
      "group-title": { fill: fg, font },
      "group-subtitle": { fill: muted, font },
    },
    axis: { domainColor: muted, gridColor: line, tickColor: muted },
    text: { fill: fg, font },
    rule: { stroke: fg },
  };
}

/** Besides, marks of Vega-Lite show their values to the pointer. */
export function liteConfig(choice: ThemeChoice) {
  const { text, rule, ...both } = vegaConfig(choice);
  const { line, fg } = isDark(choice) ? dark : light;
  const shows = { tooltip: !choice.isPlain };
  // The values of a line are those of its points, which are there without being seen.
  const points = choice.isPlain ? {} : { point: { opacity: 0, size: 60 } };
  return {
    ...both,
    aria: !choice.isPlain,
    font,
    header: { labelColor: fg, titleColor: fg },
    view: { stroke: line },
    text: { color: text.fill },
    rule: { color: rule.stroke },
    line: points,
    area: { ...points, line: false },
    arc: shows,
    bar: shows,
    circle: shows,
    geoshape: shows,
    point: shows,
    rect: shows,
    square: shows,
    tick: shows,
  };
}

/** On a background of its own, the text has the contrast that this needs. */
function isDark({ dark: wanted, background }: ThemeChoice): boolean {
  const [red, green, blue] = channelsOf(background);
  if (red === undefined || green === undefined || blue === undefined) return wanted;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/** Red, green and blue from 0 to 255; nothing for a colour that is transparent or unknown. */
function channelsOf(colour: string): number[] {
  if (colour === "" || typeof OffscreenCanvas === "undefined") return [];
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!context) return [];
  context.fillStyle = colour.slice(0, 100);
  // A colour that cannot be read leaves the style black.
  if (context.fillStyle === "#000000" && !/^(#0+|black|rgb)/i.test(colour)) return [];
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  return alpha < 128 ? [] : [red, green, blue];
}
