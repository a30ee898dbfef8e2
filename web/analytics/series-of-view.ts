import type { AnalyticsView, PeopledFigures } from "../../shared/analytics.ts";

/** A figure of each step. */
export type FigureName = keyof PeopledFigures;

/**
 * The start of each step for a chart, in Unix seconds. Days and months are UTC, but a chart formats
 * local times, so these are shifted to show the same date.
 */
export function timesOf({ step, series }: Pick<AnalyticsView, "step" | "series">): number[] {
  return series.map(({ at }) => {
    const date = new Date(at);
    if (step === "hour") return date.getTime() / 1_000;
    const local = new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
    return local.getTime() / 1_000;
  });
}

/** A figure over time. Future steps have none. */
export function valuesOf(
  { series }: Pick<AnalyticsView, "series">,
  name: FigureName,
  now: Date,
): (number | null)[] {
  return series.map((figures) => (Date.parse(figures.at) > now.getTime() ? null : figures[name]));
}

/** Whether nothing happened. */
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

/** A day of the previous or next range, such as `2026-11-24`. */
export function neighbourOf(
  { starts, ends }: Pick<AnalyticsView, "starts" | "ends">,
  direction: "before" | "after",
): string {
  const moment = direction === "before" ? Date.parse(starts) - 1 : Date.parse(ends);
  return new Date(moment).toISOString().slice(0, 10);
}

/** Whether a range contains a moment. */
export function holdsMoment(
  { starts, ends }: Pick<AnalyticsView, "starts" | "ends">,
  moment: Date,
): boolean {
  return Date.parse(starts) <= moment.getTime() && moment.getTime() < Date.parse(ends);
}
