import { expect, test } from "bun:test";
import { svgRootAt } from "./svg-root.ts";

test("the root of an SVG is behind declarations and comments", () => {
  expect(svgRootAt("<svg>")).toBe(0);
  expect(svgRootAt("\ufeff \n<svg/>")).toBe(3);
  const prolog = `<?xml version="1.0"?>\n<!-- a <svg> of mine -->\n<!DOCTYPE svg PUBLIC "-//W3C">\n`;
  expect(svgRootAt(`${prolog}<svg width="1">`)).toBe(prolog.length);
  for (const other of ["<p><svg>", "<!-- open <svg>", "<svgx>", "<!DOCTYPE html><svg>", ""])
    expect(svgRootAt(other)).toBe(-1);
});
