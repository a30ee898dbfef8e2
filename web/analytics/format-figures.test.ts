import { describe, expect, test } from "bun:test";
import { figureFormats, nameStretch } from "./format-figures.ts";

describe("numbers are written for people", () => {
  test("in their language, with the digits that say something", () => {
    const en = figureFormats("en");
    expect(en.count(12_345)).toBe("12,345");
    expect(en.many(4_234_567)).toBe("4.2M");
    expect([en.cost(0.00021), en.cost(12.345)]).toEqual(["$0.0002", "$12.35"]);
    expect([en.cost(0), en.cost(0.0000123)]).toEqual(["$0.00", "$0.000012"]);
    expect([en.time(640), en.time(12_345)]).toEqual(["0.64 sec", "12 sec"]);
    const fr = figureFormats("fr");
    expect(fr.count(12_345)).toBe("12\u{202F}345");
    expect(fr.cost(12.3)).toBe("12,30\u{A0}$US");
  });
});

describe("a stretch is named", () => {
  const week = {
    range: "week",
    starts: "2026-11-23T00:00:00Z",
    ends: "2026-11-30T00:00:00Z",
  } as const;
  test("by its days in UTC, wherever the reader is", () => {
    // The day range of CLDR has thin spaces around its dash.
    expect(nameStretch(week, "en").replaceAll("\u{2009}", " ")).toBe("Nov 23 – 29, 2026");
    const starts = "2026-11-01T00:00:00Z";
    expect(nameStretch({ range: "month", starts, ends: "2026-12-01T00:00:00Z" }, "es")).toBe(
      "noviembre de 2026",
    );
    expect(nameStretch({ ...week, range: "day" }, "fr")).toBe("lundi 23 novembre 2026");
    expect(nameStretch({ ...week, range: "year" }, "en")).toBe("2026");
  });
});
