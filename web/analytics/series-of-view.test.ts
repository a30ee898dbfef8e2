import { expect, test } from "bun:test";
import type { AnalyticsView, PeopledFigures } from "../../shared/analytics.ts";
import { readLook } from "./look-of-address.ts";
import { holdsMoment, isEmpty, neighbourOf, timesOf, valuesOf } from "./series-of-view.ts";

const figures: PeopledFigures = {
  sessions: 0,
  messages: 3,
  replies: 0,
  errors: 0,
  stopped: 0,
  people: 1,
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  outputTokens: 0,
  cost: null,
  feedbackPositive: 0,
  feedbackNegative: 0,
  signIns: 0,
  registrations: 0,
  firstTokenP50Ms: null,
  firstTokenP95Ms: null,
};
const days = ["2026-11-23", "2026-11-24", "2026-11-25"].map((day) => `${day}T00:00:00.000Z`);
const week: Pick<AnalyticsView, "starts" | "ends" | "step" | "series"> = {
  starts: "2026-11-23T00:00:00.000Z",
  ends: "2026-11-30T00:00:00.000Z",
  step: "day",
  series: days.map((at) => ({ at, ...figures })),
};

test("days stand under their own date, wherever the reader is", () => {
  const shown = timesOf(week).map((time) => new Date(time * 1_000).getDate());
  expect(shown).toEqual([23, 24, 25]);
  const [hour] = timesOf({ ...week, step: "hour" });
  expect(hour).toBe(Date.parse(days[0] ?? "") / 1_000);
});

test("what is to come has no value", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  expect(valuesOf(week, "messages", now)).toEqual([3, 3, null]);
  expect(valuesOf(week, "cost", now)).toEqual([null, null, null]);
});

test("there is a stretch before each and one after it, and now is in one of them", () => {
  expect(neighbourOf(week, "before")).toBe("2026-11-22");
  expect(neighbourOf(week, "after")).toBe("2026-11-30");
  expect(holdsMoment(week, new Date("2026-11-29T23:59:59.999Z"))).toBe(true);
  expect(holdsMoment(week, new Date("2026-11-30T00:00:00Z"))).toBe(false);
});

test("nothing happened only when nothing did", () => {
  expect(isEmpty({ totals: figures })).toBe(false);
  expect(isEmpty({ totals: { ...figures, messages: 0 } })).toBe(true);
});

test("an address names a stretch, or this week", () => {
  expect(readLook({ range: "year", on: "2026-02-28" })).toEqual({
    range: "year",
    on: "2026-02-28",
  });
  for (const on of ["2026-02-30", "1999-01-01", "soon", ["2026-01-01"], undefined])
    expect(readLook({ range: "eon", on })).toEqual({ range: "week" });
});
