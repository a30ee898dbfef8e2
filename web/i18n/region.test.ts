import { expect, test } from "bun:test";
import { withRegion } from "./region.ts";

const timeIn = (tag: string) =>
  new Intl.DateTimeFormat(tag, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(
    new Date("2026-11-28T22:34:00Z"),
  );

test("times take the browser's region of the app's language", () => {
  expect(timeIn(withRegion("en", ["fr-CA", "en-GB", "en-US"]))).toBe("22:34");
  expect(timeIn(withRegion("fr", ["fr-CA", "en-GB"]))).toBe("22 h 34");
  expect(withRegion("de", ["en-GB"])).toBe("de");
  expect(withRegion("en", ["en", "english"])).toBe("en");
});

test("digits stay those of the app's words", () => {
  expect(timeIn(withRegion("ar", ["ar-EG"]))).toContain("10:34");
});
