import type { PersonsView, UsageFigures, UsageOwner } from "../../shared/analytics.ts";
import { stretchAround } from "../../shared/calendar.ts";
import { type CountDeps, countEvents, eventsPerRead } from "./count-events.ts";
import { personsStatement } from "./persons-statement.ts";
import type { AnalyticsWish } from "./read-analytics.ts";
import { type PriceSources, readPrices } from "./read-prices.ts";
import { writePrices } from "./token-cost.ts";

/** Accounts with a line of their own in the dashboard. */
export const mostPersonsShown = 50;

/** The same in a file. */
export const mostPersonsInFile = 10_000;

/** What reading usage by person needs. */
export interface PersonsDeps extends CountDeps, PriceSources {
  /** Whether admins may see usage by person. */
  byPerson: boolean;
}

/** The statement's rows. */
type Row = Omit<UsageFigures, "cost"> & {
  kind: UsageOwner["kind"];
  /** Empty for a sum. */
  userId: string;
  email: string | null;
  people: number;
  cost: number | null;
};

/**
 * Reads what each person used in a range. Lines without usage are left out.
 *
 * @param limit accounts with a line of their own; the others are one line together
 */
export async function readPersons(
  deps: PersonsDeps,
  { range, on }: Omit<AnalyticsWish, "userId">,
  limit: number,
): Promise<PersonsView> {
  const moment = on === undefined ? new Date() : new Date(`${on}T00:00:00Z`);
  const { step, starts, ends } = stretchAround(range, moment);
  const view = { range, starts: starts.toISOString(), ends: ends.toISOString() };
  if (!deps.byPerson) return { ...view, persons: null };
  const prices = await readPrices(deps);
  await countEvents(deps, { limit: eventsPerRead, prices });
  const rows = await deps.sql.unsafe<Row[]>(
    personsStatement,
    [step, view.starts, view.ends, writePrices(prices), limit],
    { prepare: true },
  );
  return { ...view, persons: rows.map(toLine).filter(isUsed) };
}

function toLine({ kind, userId, email, people, cost, ...row }: Row) {
  const owner = ownerOf({ kind, userId, email, people });
  // The sums of lines may differ from the whole by what rounding loses.
  const left = cost === null ? null : Math.max(0, Math.round(cost * 1e9) / 1e9);
  const { messages, replies, errors, inputTokens, outputTokens } = row;
  const { cachedInputTokens, cacheWriteTokens, reasoningTokens } = row;
  const parts = { cachedInputTokens, cacheWriteTokens, reasoningTokens };
  const tokens = { inputTokens, outputTokens, ...parts };
  return { owner, messages, replies, errors, ...tokens, cost: left };
}

type Whose = Pick<Row, "kind" | "userId" | "email" | "people">;

function ownerOf({ kind, userId, email, people }: Whose): UsageOwner {
  switch (kind) {
    case "account":
      return { kind, userId, email };
    case "others":
    case "guests":
      return { kind, people };
    case "deleted":
      return { kind };
  }
}

function isUsed({ messages, replies }: Pick<UsageFigures, "messages" | "replies">): boolean {
  return messages > 0 || replies > 0;
}
