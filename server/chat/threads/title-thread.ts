import { and, asc, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { provisionalTitle } from "../../../shared/provisional-title.ts";
import { attachmentsOf } from "../attachments/upload-view.ts";
import type { Database } from "../../platform/db/client.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { users } from "../../platform/db/schema/users.ts";
import { userLanguage } from "../../platform/db/user-language.ts";
import { definitionOf } from "../../assistants/workflows/definition.ts";
import { type ModelsForWork, modelForWork } from "../../assistants/workflows/model-for-work.ts";
import { requireWorkflow } from "../../assistants/workflows/find-workflow.ts";
import type { Rights } from "../../models/access/rights.ts";
import { appendFeed } from "../feed/append-feed.ts";
import type { Logger } from "../../platform/log.ts";
import {
  type Provider,
  ProviderError,
  type ProviderRequest,
  type ProviderTurn,
} from "../../models/provider.ts";
import { chosenIn, rightsIn } from "./thread-rights.ts";
import { lockAnyonesThread } from "./lock-thread.ts";
import { threadColumns, toThread } from "./thread-view.ts";
import { mostRead, tidyTitle } from "./tidy-title.ts";

/** Dependencies of titling a thread. */
export interface TitleDeps extends ModelsForWork {
  db: Database;
  provider: Provider;
  log: Logger;
  /** Longest wait for a title, in milliseconds; a minute unless said. */
  timeoutMs?: number;
}

const usualTimeoutMs = 60_000;

/** Characters of a message and its reply that a model gets to title their thread. */
const textRead = 8_000;

/** Failures that a retry would repeat: the thread is titled without the model. */
const lastingFailures: ReadonlySet<GenerationErrorCode> = new Set([
  "provider_nonsense",
  "provider_rejected",
  "provider_cut",
  "provider_removed",
  "model_unavailable",
]);

/**
 * Titles a thread after its first message and reply, unless it has a title. Without a model, when
 * the answer contains no title, or after the `last` or a lasting failure, the user's first words
 * become the title.
 */
export async function titleThread(
  deps: TitleDeps,
  { threadId, askModel }: { threadId: string; askModel: boolean },
  last: boolean,
): Promise<void> {
  const thread = await readUntitled(deps.db, threadId);
  if (!thread) return;
  const asked = askModel ? askForTitle(deps, thread) : Promise.resolve("");
  const title = await asked.catch((error: unknown) => {
    const isLasting = error instanceof ProviderError && lastingFailures.has(error.code);
    if (!last && !isLasting) throw error;
    deps.log.warn({ err: error, threadId }, "could not get a title from the provider");
    return "";
  });
  await setTitle(deps.db, threadId, title || provisionalTitle(thread.turns[0]?.text ?? ""));
}

interface Untitled {
  user: ProviderRequest["user"];
  workflowId: string;
  rights: Rights;
  inference: unknown;
  turns: ProviderTurn[];
  /** Whether the model thinks before it answers, so that its first words may be thoughts. */
  thinks: boolean;
}

async function readUntitled(db: Database, threadId: string): Promise<Untitled | null> {
  const [thread] = await db
    .select({
      user: { id: users.id, locale: userLanguage, timeZone: users.timeZone },
      workflowId: threads.workflowId,
      rights: rightsIn(threads),
      inference: threads.inference,
    })
    .from(threads)
    .innerJoin(users, eq(users.id, threads.userId))
    .where(and(eq(threads.id, threadId), isNull(threads.title), isNull(threads.trashedAt)));
  if (!thread) return null;
  const rows = await db
    .select({
      role: messages.role,
      text: sql<string>`left(${messages.text}, ${textRead})`,
      thinks: sql<boolean>`coalesce(${messages.parts} @> '[{"kind": "reasoning"}]', false)`,
      files: attachmentsOf({ id: sql`${messages.id}`, threadId: sql`${threadId}` }),
    })
    .from(messages)
    .where(
      and(eq(messages.threadId, threadId), or(ne(messages.text, ""), eq(messages.role, "user"))),
    )
    .orderBy(asc(messages.seq))
    .limit(2);
  // A message of only files is titled after them.
  const turns = rows.map(({ role, text, files }) => {
    return { role, text: text || (files ?? []).map(({ name }) => name).join(", ") };
  });
  const thinks = rows.some((row) => row.thinks);
  return turns.length > 0 ? { ...thread, turns, thinks } : null;
}

async function askForTitle(
  deps: TitleDeps,
  { user, rights, workflowId, inference, turns, thinks }: Untitled,
): Promise<string> {
  const workflow = await requireWorkflow(deps.db, workflowId);
  const request = {
    model: await modelForWork(deps, { workflow, rights, chosen: chosenIn(inference) }),
    instructions: "",
    temperature: null,
    maxOutputTokens: null,
    fallbacks: definitionOf(workflow).fallbacks,
    turns,
    purpose: "title" as const,
    user,
    rights,
  };
  const { text, isCut, hasThought } = await readAnswer(deps, request);
  // Thoughts without an opening tag are only recognisable by their closing tag, which may be cut
  // off.
  const mayBeThoughts = isCut && thinks && !hasThought;
  const isHalf = isCut && !text.trimStart().includes("\n");
  return mayBeThoughts || isHalf ? "" : tidyTitle(text);
}

/** A model's answer to the request for a title. */
interface TitleAnswer {
  text: string;
  /** Whether it was cut off. */
  isCut: boolean;
  /** Whether thoughts came before the text. */
  hasThought: boolean;
}

/** The answer to a request, read only as far as a title is searched for. */
async function readAnswer(
  { provider, timeoutMs = usualTimeoutMs }: TitleDeps,
  request: ProviderRequest,
): Promise<TitleAnswer> {
  const enough = new AbortController();
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), enough.signal]);
  const answer: TitleAnswer = { text: "", isCut: false, hasThought: false };
  try {
    const { finishReason } = await provider.stream(request, {
      signal,
      write(more) {
        answer.text += more;
        if (answer.text.length > mostRead) enough.abort();
        return undefined;
      },
      // Thoughts are not a title.
      think() {
        answer.hasThought = true;
        return undefined;
      },
      rethink() {
        answer.hasThought = true;
        answer.text = "";
      },
    });
    answer.isCut = finishReason === "length";
  } catch (error) {
    // A model that is still reasoning now would take as long the next time.
    const onlyThinks = answer.hasThought && answer.text === "" && isTimeout(error);
    if (!enough.signal.aborted && !onlyThinks) throw error;
    answer.isCut = true;
  }
  return answer;
}

function isTimeout(error: unknown): boolean {
  if (error instanceof ProviderError) return error.code === "provider_timeout";
  return error instanceof DOMException && error.name === "TimeoutError";
}

async function setTitle(db: Database, threadId: string, title: string): Promise<void> {
  await db.transaction(async (tx) => {
    const locked = await lockAnyonesThread(tx, threadId);
    if (!locked || locked.isTrashed) return;
    const [named] = await tx
      .update(threads)
      .set({ title })
      .where(and(eq(threads.id, threadId), isNull(threads.title)))
      .returning(threadColumns);
    if (!named) return;
    await appendFeed(tx, locked.userId, [{ type: "thread.put", thread: toThread(named) }]);
  });
}
