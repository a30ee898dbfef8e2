import { expect, test } from "bun:test";
import {
  appStyleOf,
  backgrounds,
  contrastOf,
  isReadable,
  themeNames,
  usualAccent,
  weakestContrast,
} from "./brand-colours.ts";

const styles = await Bun.file(new URL("../web/styles.css", import.meta.url)).text();

/** A property's value in a theme of the style sheet: the second is that of the dark one. */
function styled(name: string, theme: "light" | "dark"): string {
  const found = Array.from(styles.matchAll(new RegExp(`${name}: (#[0-9a-f]{6});`, "g")));
  return found[theme === "light" ? 0 : 1]?.[1] ?? "";
}

test.each(themeNames)("the %s theme's colours are those of the style sheet", (theme) => {
  const names = ["--bg", "--bg-subtle", "--bg-hover", "--bg-code"];
  expect(names.map((name) => styled(name, theme))).toEqual([...backgrounds[theme]]);
  expect(styled("--accent", theme)).toBe(usualAccent[theme]);
});

test("contrast is that of WCAG", () => {
  expect(contrastOf("#000000", "#ffffff")).toBe(21);
  expect(contrastOf("#ffffff", "#ffffff")).toBe(1);
  // The grey that WCAG's pages give as the lightest that passes on white.
  expect(contrastOf("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

test("the app's own accent passes, and one made for the other theme does not", () => {
  for (const theme of themeNames) expect(isReadable(theme, usualAccent[theme])).toBe(true);
  expect(isReadable("light", usualAccent.dark)).toBe(false);
  expect(isReadable("dark", usualAccent.light)).toBe(false);
});

test("a colour that fails by a hair is not said to reach what it has to", () => {
  for (let step = 0; step < 256; step++) {
    const colour = `#${step.toString(16).padStart(2, "0").repeat(3)}`;
    for (const theme of themeNames)
      expect(isReadable(theme, colour)).toBe(weakestContrast(theme, colour) >= 4.5);
  }
});

test("a style has both themes' colours", () => {
  const style = appStyleOf({ light: "#7a1fa2", dark: "#d7a6f0" });
  expect(style).toContain("--accent:#7a1fa2");
  expect(style).toContain(`[data-theme="dark"]{--accent:#d7a6f0`);
});
