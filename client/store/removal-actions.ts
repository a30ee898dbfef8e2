import { newId } from "../../shared/ids.ts";
import type { Removal } from "../message-changes.ts";
import { persist } from "./persist.ts";
import type { StoreContext } from "./store-context.ts";

/** Deletes a message with its replies, or a version; the feed tells of it. */
export function removeMessage(
  { client, pause, signal }: StoreContext,
  messageId: string,
): Promise<Removal> {
  const removal = { messageId, removalId: newId("removal") };
  return persist(() => client.api.messages.remove.mutate(removal), pause, signal);
}

/** Brings deleted messages back; the feed tells of them. */
export async function restoreMessages(
  { client, pause, signal }: StoreContext,
  { threadId, removalId }: Removal,
): Promise<void> {
  await persist(() => client.api.messages.restore.mutate({ threadId, removalId }), pause, signal);
}
