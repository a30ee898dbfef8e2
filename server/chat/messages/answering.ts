import type { AnswerBy } from "../../../shared/requests.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { RequestError } from "../../platform/errors.ts";
import { type LockedThread, readAssistant } from "../threads/lock-thread.ts";
import { hasModel, requireChoice } from "../threads/pick-model.ts";
import type { Starting } from "./start-transaction.ts";

/** Who answers a message: the thread with another assistant, another model, or neither. */
export interface Answering {
  /** The thread as the reply sees it. Everything else is stored from the thread itself. */
  assistant: LockedThread;
  /** The model of this reply alone; undefined takes the assistant's. */
  model: string | undefined;
}

/**
 * Makes sure that the user may have a message answered as the request says.
 *
 * @throws RequestError `model_unavailable` for an assistant or a model that the user may not use,
 *   and with a client secret, which is for one assistant, for every other
 */
export async function findAnswering(
  tx: Transaction,
  starting: Starting,
  { thread, answerBy }: { thread: LockedThread; answerBy?: AnswerBy | undefined },
): Promise<Answering> {
  const { workflowId, model } = answerBy ?? {};
  const isOther = workflowId !== undefined && workflowId !== thread.workflowId;
  const assistant = isOther ? await putAssistant(tx, thread, workflowId) : thread;
  requireChoice(starting, assistant, model);
  return { assistant, model };
}

/**
 * Who answers again what one assistant has answered: that one, as far as the user may use it with
 * the model that the request names; otherwise the thread's.
 *
 * @throws RequestError `model_unavailable` when the thread's may not answer either
 */
export async function findAnsweringAgain(
  tx: Transaction,
  starting: Starting,
  { thread, answerBy }: { thread: LockedThread; answerBy: AnswerBy },
): Promise<Answering> {
  const { workflowId, model } = answerBy;
  if (workflowId !== undefined)
    try {
      const answering = await findAnswering(tx, starting, { thread, answerBy });
      if (model !== undefined || hasModel(starting, answering.assistant)) return answering;
    } catch (error) {
      if (!(error instanceof RequestError) || error.code !== "model_unavailable") throw error;
    }
  return findAnswering(tx, starting, { thread, answerBy: { model } });
}

async function putAssistant(
  tx: Transaction,
  thread: LockedThread,
  workflowId: string,
): Promise<LockedThread> {
  const { userId } = thread;
  const found = thread.chatSessionId ? null : await readAssistant(tx, { workflowId, userId });
  if (!found)
    throw new RequestError("model_unavailable", "This assistant is not available to you.", {
      fields: ["answerBy"],
    });
  const { effort } = thread.inference;
  // The thread's model is a choice among those of its own assistant.
  return { ...thread, ...found, workflowId, inference: effort ? { effort } : {} };
}
