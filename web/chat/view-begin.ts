import { partsOf } from "../../shared/apply-part-event.ts";
import type { Message } from "../../shared/message.ts";

/**
 * Where the view of the newest started reply began; null if it was shown the whole branch.
 *
 * @param read returns a message with its current text; called from the newest on, until the reply
 *   is found
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
 * The first message that the model is shown: where the newest view began, or after a summary that
 * is ready for the next one. Null if it is shown the whole branch.
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
