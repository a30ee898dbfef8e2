import { and, eq } from "drizzle-orm";
import type { Effort } from "../../../shared/effort.ts";
import type { Inference } from "../../../shared/inference-schemas.ts";
import type { SetInference } from "../../../shared/requests.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readThread, type ThreadOfUser } from "./access.ts";
import { type LockedThread, lockThread } from "./lock-thread.ts";
import { type ModelPicking, requireChoice } from "./pick-model.ts";

/** Dependencies of changing a thread's choices. */
export interface InferenceDeps extends Omit<ModelPicking, "defaultModel"> {
  db: Database;
  defaultModel(): Promise<string>;
}

/**
 * Saves the user's choices for a thread's next replies and appends to their feed, if anything
 * changes. A reply in progress keeps its settings.
 *
 * @throws RequestError `not_found` for a thread that is missing or another user's;
 *   `model_unavailable` for a model that the user may not choose
 */
export async function setInference(
  { db, catalog, fallbacks, ...deps }: InferenceDeps,
  userId: string,
  { threadId, ...choice }: SetInference,
): Promise<Thread> {
  const of = { threadId, userId };
  const defaultModel = await deps.defaultModel();
  return db.transaction(async (tx) => {
    const locked = await lockThread(tx, of);
    if (!locked) throw notFound("thread");
    requireChoice({ catalog, fallbacks, defaultModel }, locked, choice.model);
    return keepInference(tx, of, withChoice(locked, choice).inference);
  });
}

/** Saves the choices for a locked thread, and appends to the user's feed if anything changes. */
export async function keepInference(
  tx: Transaction,
  of: ThreadOfUser,
  inference: Inference,
): Promise<Thread> {
  const before = await readThread(tx, of);
  if (before.effort === inference.effort && before.model === inference.model) return before;
  await tx
    .update(threads)
    .set({ inference: isNothing(inference) ? null : inference })
    .where(and(eq(threads.id, of.threadId), eq(threads.userId, of.userId)));
  const thread = await readThread(tx, of);
  await appendFeed(tx, of.userId, [{ type: "thread.put", thread }]);
  return thread;
}

/** A user's choices: null leaves it to the assistant; an omitted one stays as it is. */
export interface InferenceChoice {
  effort?: Effort | null | undefined;
  model?: string | null | undefined;
}

/** Whether anything is chosen. */
export function choosesAnything({ effort, model }: InferenceChoice): boolean {
  return effort !== undefined || model !== undefined;
}

/** The thread with the choices sent along with a message, which storing the message saves. */
export function withChoice(thread: LockedThread, { effort, model }: InferenceChoice): LockedThread {
  const inference = {
    ...thread.inference,
    ...(effort === undefined ? {} : { effort: effort ?? undefined }),
    ...(model === undefined ? {} : { model: model ?? undefined }),
  };
  return { ...thread, inference };
}

/** The column's value as JSON; null without any choice. */
export function toInference(inference: Inference): string | null {
  return isNothing(inference) ? null : JSON.stringify(inference);
}

function isNothing(inference: Inference): boolean {
  return Object.values(inference).every((value) => value === undefined);
}
