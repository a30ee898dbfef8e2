import type {
  AnalyticsFigures,
  AnalyticsFile,
  AnalyticsView,
  PersonsView,
} from "../../shared/analytics.ts";
import { type AnalyticsWish, readAnalytics, type ReadDeps } from "./read-analytics.ts";
import { mostPersonsInFile, type PersonsDeps, readPersons } from "./read-persons.ts";
import { writeCsv } from "./write-csv.ts";

const columns = [
  "sessions",
  "messages",
  "replies",
  "errors",
  "stopped",
  "inputTokens",
  "cachedInputTokens",
  "cacheWriteTokens",
  "outputTokens",
  "reasoningTokens",
  "cost",
  "firstTokenP50Ms",
  "firstTokenP95Ms",
  "feedbackPositive",
  "feedbackNegative",
  "signIns",
  "registrations",
] as const satisfies readonly (keyof AnalyticsFigures)[];

/**
 * The result of `readAnalytics` as a spreadsheet file: a line for each step, each workflow, each
 * model, each connection and the total, and for each person in the file of all users. The first
 * column tells them apart.
 */
export async function exportAnalytics(
  deps: ReadDeps & PersonsDeps,
  wish: AnalyticsWish,
): Promise<AnalyticsFile> {
  const view = await readAnalytics(deps, wish);
  const by = wish.userId === null ? await readPersons(deps, wish, mostPersonsInFile) : null;
  const head = ["of", "id", "name", ...columns, "people"];
  return {
    name: `chatkit-analytics-${view.range}-${view.starts.slice(0, 10)}.csv`,
    csv: writeCsv(head, [...listLines(view), ...listPersons(by?.persons ?? [])]),
  };
}

function listLines({ starts, range, step, totals, series, ...by }: AnalyticsView) {
  return [
    line([range, starts, ""], totals),
    ...series.map((point) => line([step, point.at, ""], point)),
    ...by.workflows.map((each) => line(["workflow", each.workflowId, each.name], each)),
    ...by.models.map((each) => line(["model", each.model, ""], each)),
    ...(by.connections ?? []).map((each) => line(["connection", each.connection ?? "", ""], each)),
  ];
}

function listPersons(persons: NonNullable<PersonsView["persons"]>) {
  return persons.map(({ owner, ...usage }) => {
    const isAccount = owner.kind === "account";
    const begin = isAccount ? ["person", owner.userId, owner.email ?? ""] : [owner.kind, "", ""];
    return line(begin, { ...usage, people: "people" in owner ? owner.people : null });
  });
}

/** Columns that a line has no figure for are empty. */
function line(
  begin: readonly string[],
  figures: Partial<AnalyticsFigures> & { people?: number | null },
): (string | number | null)[] {
  return [...begin, ...columns.map((name) => figures[name] ?? null), figures.people ?? null];
}
