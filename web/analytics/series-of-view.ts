import type { AnalyticsView, PeopledFigures } from "../../shared/analytics.ts";

/** One of the numbers of each step. */
export type FigureName = keyof PeopledFigures;

/**
 * When each step begins, for a plot: Unix times in seconds. Days and months are UTC's, and a plot
 * writes times by the reader's clock, so theirs are moved to where that shows the same date.
 */
export function timesOf({ step, series }: Pick<AnalyticsView, "step" | "series">): number[] {
  return series.map(({ at }) => {
    const date = new Date(at);
    if (step === "hour") return date.getTime() / 1_000;
    const local = new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
    return local.getTime() / 1_000;
  });
}

/** A number over time. Steps to come have none. */
export function valuesOf(
  { series }: Pick<AnalyticsView, "series">,
  name: FigureName,
  now: Date,
): (number | null)[] {
  return series.map((figures) => (Date.parse(figures.at) > now.getTime() ? null : figures[name]));
}

/** Whether anything happened. */
export function isEmpty({ totals }: Pick<AnalyticsView, "totals">): boolean {
  const { sessions, messages, replies, signIns, registrations } = totals;
  const { feedbackPositive, feedbackNegative } = totals;
  return (
    sessions +
      messages +
      replies +
      signIns +
      registrations +
      feedbackPositive +
      feedbackNegative ===
    0
  );
}

/** A day, such as `2026-11-24`, of the stretch before this one, or after it. */
export function neighbourOf(
  { starts, ends }: Pick<AnalyticsView, "starts" | "ends">,
  direction: "before" | "after",
): string {
  const moment = direction === "before" ? Date.parse(starts) - 1 : Date.parse(ends);
  return new Date(moment).toISOString().slice(0, 10);
}

/** Whether a moment is in a stretch. */
export function holdsMoment(
  { starts, ends }: Pick<AnalyticsView, "starts" | "ends">,
  moment: Date,
): boolean {
  return Date.parse(starts) <= moment.getTime() && moment.getTime() < Date.parse(ends);
}
