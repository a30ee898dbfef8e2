import { expect, test } from "bun:test";
import { withoutEmphasis } from "./without-emphasis.ts";

test.each([
  ["**bold** and *thin* words", "bold and thin words"],
  ["***both*** and **bold *within* it**", "both and bold within it"],
  ["**bold *and thin***", "bold and thin"],
  ["__bold__ _thin_ snake_case_name ~~gone~~", "bold thin snake_case_name gone"],
  ["2 * 3 * 4, a*b", "2 * 3 * 4, a*b"],
  ["** not ** bold, *open", "** not ** bold, *open"],
  ["****", "****"],
])("%j", (line, words) => {
  expect(withoutEmphasis(line)).toBe(words);
});

test("many marks that nothing closes cost no time", () => {
  for (const unit of ["**a ", " __a", "*a **b ***c ", "~~a ", "*"]) {
    const before = process.cpuUsage();
    withoutEmphasis(unit.repeat(Math.ceil(1_000_000 / unit.length)));
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
  }
});
