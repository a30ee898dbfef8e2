import type { AnswerBy } from "../../../shared/requests.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { RequestError } from "../../platform/errors.ts";
import { type LockedThread, readAssistant } from "../threads/lock-thread.ts";
import { requireChoice } from "../threads/pick-model.ts";
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
