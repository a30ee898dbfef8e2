import { partsOf } from "../../shared/apply-part-event.ts";
import type { Message } from "../../shared/message.ts";

/**
 * Where the view of the newest reply that has begun began; null where that was shown all of the branch.
 *
 * @param read gives a message with its present text; asked from the newest on, until the reply is found
 */
export function newestView(
  branch: readonly { id: string; message: Pick<Message, "role"> }[],
  read: (id: string) => Message | undefined,
): string | null {
  const parts = (id: string) => partsOf(read(id) ?? { text: "" });
  const reply = branch.findLast(
    ({ id, message }) => message.role === "assistant" && parts(id).length > 0,
  );
  const first = reply && parts(reply.id)[0];
  return first?.kind === "notice" ? (first.from ?? null) : null;
}

/**
 * The first message that the model is shown: where the newest view began, or behind a summary that is ready
 * for the next one. Null where it is shown all of the branch.
 */
export function findViewBegin(
  branch: readonly { id: string; message: Pick<Message, "summary"> }[],
  newest: string | null,
): string | null {
  const shown = branch.findIndex(({ id }) => id === newest);
  const summarised = branch.findLastIndex(({ message }) => message.summary?.status === "ready");
  if (summarised !== -1 && summarised >= shown) return branch[summarised + 1]?.id ?? null;
  return shown === -1 ? null : newest;
}
