/** Themes of the app. */
export const themeNames = ["light", "dark"] as const;

export type ThemeName = (typeof themeNames)[number];

/** An accent colour for each theme, as `#rrggbb`. */
export type Accent = Readonly<Record<ThemeName, string>>;

/** The app's own accent, as in `web/styles.css`. */
export const usualAccent: Accent = { light: "#0b6e69", dark: "#5cc9c0" };

/** Least contrast of text with its background (WCAG 2.2, 1.4.3, level AA). */
export const leastContrast = 4.5;

/** What links and buttons of the accent stand on: `--bg`, `--bg-subtle`, `--bg-hover`, `--bg-code`. */
export const backgrounds: Readonly<Record<ThemeName, readonly string[]>> = {
  light: ["#ffffff", "#f5f6f7", "#e9ebee", "#f3f4f6"],
  dark: ["#16191d", "#1d2126", "#2a2f36", "#1f242a"],
};

/** How much of the accent is in a bubble. */
const bubbleTint: Readonly<Record<ThemeName, number>> = { light: 0.08, dark: 0.14 };

/** The pattern of a colour. */
export const colourPattern = /^#[\da-f]{6}$/i;

type Channels = [red: number, green: number, blue: number];

function channelsOf(colour: string): Channels {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** A colour with a share of another in it. */
function mix(colour: string, other: string, share: number): string {
  const from = channelsOf(colour);
  const to = channelsOf(other);
  const mixed = from.map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Relative luminance (WCAG 2.2). */
function luminanceOf(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
export function contrastOf(one: string, other: string): number {
  const [high = 0, low = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/**
 * The least contrast of an accent in a theme, as text on the theme's backgrounds and below the label
 * of a button. Rounded down to a tenth, so that no colour that is refused is said to reach what it
 * has to.
 */
export function weakestContrast(theme: ThemeName, colour: string): number {
  const { bubble, onAccent, hover } = shadesOf(theme, colour);
  const ratios = [
    ...[...backgrounds[theme], bubble].map((background) => contrastOf(colour, background)),
    contrastOf(onAccent, colour),
    contrastOf(onAccent, hover),
  ];
  return Math.floor(Math.min(...ratios) * 10) / 10;
}

/** Whether an accent can be read in a theme. */
export function isReadable(theme: ThemeName, colour: string): boolean {
  return weakestContrast(theme, colour) >= leastContrast;
}

/** The colours that go with an accent. */
export function shadesOf(theme: ThemeName, colour: string) {
  const isLight = theme === "light";
  return {
    hover: mix(colour, isLight ? "#000000" : "#ffffff", 0.2),
    onAccent: isLight ? "#ffffff" : mix(colour, "#000000", 0.85),
    bubble: mix(isLight ? "#ffffff" : "#16191d", colour, bubbleTint[theme]),
  };
}

function declarationsOf(theme: ThemeName, { [theme]: colour }: Accent): string {
  const { hover, onAccent, bubble } = shadesOf(theme, colour);
  return `--accent:${colour};--accent-hover:${hover};--on-accent:${onAccent};--bg-bubble:${bubble}`;
}

/** Style of the app's pages for an accent, after `styles.css`. */
export function appStyleOf(accent: Accent): string {
  return `:root{${declarationsOf("light", accent)}}@media screen{:root[data-theme="dark"]{${declarationsOf("dark", accent)}}}`;
}

/** Style of pages of their own for an accent, after `documentStyle`. */
export function documentStyleOf(accent: Accent): string {
  const light = shadesOf("light", accent.light);
  const dark = shadesOf("dark", accent.dark);
  return `:root{--accent:light-dark(${accent.light},${accent.dark});--on-accent:light-dark(${light.onAccent},${dark.onAccent});--bubble:light-dark(${light.bubble},${dark.bubble})}\n`;
}
