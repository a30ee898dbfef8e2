import { and, eq } from "drizzle-orm";
import type { Sql } from "postgres";
import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { cleanText } from "../../../shared/requests.ts";
import { definitionOf } from "../../assistants/workflows/definition.ts";
import { type ModelsForWork, modelForWork } from "../../assistants/workflows/model-for-work.ts";
import { requireWorkflow } from "../../assistants/workflows/find-workflow.ts";
import type { Rights } from "../../models/access/rights.ts";
import type { WindowOf } from "../../models/context/context-windows.ts";
import { type Provider, ProviderError, type ProviderRequest } from "../../models/provider.ts";
import type { Database } from "../../platform/db/client.ts";
import { summaries } from "../../platform/db/schema/summaries.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { users } from "../../platform/db/schema/users.ts";
import { userLanguage } from "../../platform/db/user-language.ts";
import type { Logger } from "../../platform/log.ts";
import { loadBefore } from "../generation/load-conversation.ts";
import { chosenIn, rightsIn } from "../threads/thread-rights.ts";
import { lockAnyonesThread } from "../threads/lock-thread.ts";
import { pendingRevision, putSummary, type SummaryChange } from "./change-summary.ts";
import { cutForSummary, quoteForSummary, summaryInstructions } from "./summary-prompt.ts";

/** Dependencies of writing a summary. */
export interface SummaryDeps extends ModelsForWork {
  db: Database;
  sql: Sql;
  provider: Provider;
  windowOf: WindowOf;
  log: Logger;
}

/**
 * Share of the window for the summarised turns; the previous summary and the new one need room too.
 */
const filled = 0.5;

/** Assumed window of a model whose window is unknown, in tokens. */
const usualWindow = 16_000;

/** Longest summary in characters: far more than the model is asked for. */
const mostCharacters = 12_000;

/** Maximum number of calls for one summary. */
const mostCalls = 60;

/** Longest time for one call, in milliseconds. */
const callMs = 180_000;

interface Job {
  threadId: string;
  workflowId: string;
  user: ProviderRequest["user"];
  rights: Rights;
  inference: unknown;
}

/**
 * Writes a requested summary, with the thread's model. Text beyond the model's window is summarised
 * part by part, each with the summary of those before it. If the model fails, the summary records
 * that; the user may retry.
 *
 * @param run.last whether the job has no further try
 */
export async function writeSummary(
  deps: SummaryDeps,
  { messageId }: { messageId: string },
  run: { signal: AbortSignal; last: boolean },
): Promise<void> {
  const { signal, last } = run;
  const job = await readJob(deps.db, messageId);
  if (!job) return;
  try {
    const text = await summarise(deps, { ...job, messageId }, signal);
    await end(deps.db, { ...job, messageId }, { status: "ready", text, error: null });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ProviderError) && !last) throw error;
    deps.log.warn({ err: error, messageId }, "could not write summary");
    const code = error instanceof ProviderError ? error.code : "internal";
    await failSummary(deps.db, messageId, code);
  }
}

/** Ends a summary that will not be written. */
export async function failSummary(
  db: Database,
  messageId: string,
  error: GenerationErrorCode,
): Promise<void> {
  const [job] = await db
    .select({ threadId: summaries.threadId })
    .from(summaries)
    .where(eq(summaries.messageId, messageId));
  if (job) await end(db, { ...job, messageId }, { status: "failed", text: "", error });
}

async function readJob(db: Database, messageId: string): Promise<Job | null> {
  const [job] = await db
    .select({
      threadId: summaries.threadId,
      workflowId: threads.workflowId,
      user: { id: users.id, locale: userLanguage, timeZone: users.timeZone },
      rights: rightsIn(threads),
      inference: threads.inference,
    })
    .from(summaries)
    .innerJoin(threads, eq(threads.id, summaries.threadId))
    .innerJoin(users, eq(users.id, threads.userId))
    .where(and(eq(summaries.messageId, messageId), eq(summaries.status, "pending")));
  return job ?? null;
}

/** Stores the result, unless the summary was removed meanwhile. */
function end(
  db: Database,
  { threadId, messageId }: { threadId: string; messageId: string },
  change: SummaryChange,
): Promise<void> {
  return db.transaction(async (tx) => {
    const locked = await lockAnyonesThread(tx, threadId);
    if (!locked || (await pendingRevision(tx, messageId)) === null) return;
    await putSummary(tx, { threadId, messageId, userId: locked.userId }, change);
  });
}

async function summarise(
  deps: SummaryDeps,
  { threadId, messageId, user, rights, workflowId, inference }: Job & { messageId: string },
  signal: AbortSignal,
): Promise<string> {
  const { turns, summary: before } = await loadBefore(deps.sql, { threadId, messageId });
  const workflow = await requireWorkflow(deps.db, workflowId);
  const model = await modelForWork(deps, { workflow, rights, chosen: chosenIn(inference) });
  const window = await deps.windowOf(model);
  let summary = before;
  const parts = cutForSummary(turns, (window ?? usualWindow) * filled);
  for (const part of parts.slice(-mostCalls)) {
    const request: ProviderRequest = {
      model,
      instructions: summaryInstructions,
      fallbacks: definitionOf(workflow).fallbacks,
      turns: [{ role: "user", text: quoteForSummary(summary, part) }],
      ...(window === null ? {} : { contextWindow: window }),
      temperature: null,
      maxOutputTokens: null,
      purpose: "summary",
      user,
      rights,
    };
    summary = await ask(deps.provider, request, signal);
  }
  if (summary === null) throw new ProviderError("provider_nonsense", "nothing to summarise");
  return summary;
}

/** The model's summary, without its reasoning. */
async function ask(
  provider: Provider,
  request: ProviderRequest,
  signal: AbortSignal,
): Promise<string> {
  const enough = new AbortController();
  let text = "";
  try {
    await provider.stream(request, {
      signal: AbortSignal.any([signal, enough.signal, AbortSignal.timeout(callMs)]),
      write(more) {
        text += more;
        if (text.length > mostCharacters) enough.abort();
        return undefined;
      },
      think: () => undefined,
      rethink() {
        text = "";
      },
    });
  } catch (error) {
    if (!enough.signal.aborted) throw timedOut(error, signal);
  }
  const summary = cleanText(text.slice(0, mostCharacters)).trim();
  if (summary === "") throw new ProviderError("provider_nonsense", "the summary is empty");
  return summary;
}

function timedOut(error: unknown, signal: AbortSignal): unknown {
  const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
  return isTimeout && !signal.aborted
    ? new ProviderError("provider_timeout", "waited too long for a summary", { cause: error })
    : error;
}
