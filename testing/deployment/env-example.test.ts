import { expect, test } from "bun:test";
import { readText, unknownSettings } from "./read-yaml.ts";

test("every setting of the example exists, and none is set by copying the file", async () => {
  const lines = (await readText(".env.example")).split("\n");
  const names = lines.flatMap((line) => /^#?([A-Z][A-Z\d_]+)=/.exec(line)?.[1] ?? []);
  expect(names.length).toBeGreaterThan(10);
  expect(unknownSettings(names)).toEqual([]);
  expect(lines.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
});
