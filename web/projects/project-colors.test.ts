import { expect, test } from "bun:test";
import { projectColors } from "../../shared/project-look.ts";
import { projectColorOf } from "./project-colors.ts";

/** WCAG's relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test("every colour of a project can be read on every background, in both schemes", async () => {
  const styles = await Bun.file(new URL("../styles.css", import.meta.url)).text();
  const [light, dark] = ["bg", "bg-subtle", "bg-hover"].reduce<[string[], string[]]>(
    ([lights, darks], name) => {
      const [first = "", second = ""] = [
        ...styles.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, "g")),
      ].map((found) => found[1] ?? "");
      return [
        [...lights, first],
        [...darks, second],
      ];
    },
    [[], []],
  );
  expect([...light, ...dark].every((hex) => /^#[0-9a-f]{6}$/.test(hex))).toBe(true);
  const faint: string[] = [];
  for (const color of projectColors) {
    for (const back of light)
      if (contrast(projectColorOf[color].light, back) < 4.5) faint.push(`${color} on ${back}`);
    for (const back of dark)
      if (contrast(projectColorOf[color].dark, back) < 4.5) faint.push(`${color} on ${back}`);
  }
  expect(faint).toEqual([]);
});
