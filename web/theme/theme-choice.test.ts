import { expect, test } from "bun:test";
import { readThemeChoice, resolveTheme } from "./theme-choice.ts";

test("only a known choice is taken from storage", () => {
  expect(readThemeChoice("dark")).toBe("dark");
  expect(readThemeChoice("purple")).toBe("system");
  expect(readThemeChoice(null)).toBe("system");
});

test("a choice wins over the system", () => {
  expect(resolveTheme("light", true)).toBe("light");
  expect(resolveTheme("dark", false)).toBe("dark");
  expect(resolveTheme("system", true)).toBe("dark");
  expect(resolveTheme("system", false)).toBe("light");
});
