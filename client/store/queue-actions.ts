import type { PendingChange } from "../state/replica.ts";
import type { ChatEvent } from "../state/chat-event.ts";
import { carryOut } from "./carry-out.ts";
import type { StoreContext } from "./store-context.ts";

/** Marks a waiting message as the next one at once; the server stops the reply before it. */
export function sendQueuedNow(context: StoreContext, id: string): Promise<void> {
  return changeQueue(context, { type: "sendNow", id });
}

/** Hides a waiting message at once. */
export function unqueueMessage(context: StoreContext, id: string): Promise<void> {
  return changeQueue(context, { type: "unqueue", id });
}

function changeQueue(
  context: StoreContext,
  change: Extract<PendingChange, { type: "sendNow" | "unqueue" }>,
): Promise<void> {
  const { messages } = context.client.api;
  const { type, id } = change;
  return carryOut(context, change, async (): Promise<(asOf: number) => ChatEvent> => {
    const answer = await messages[type].mutate({ id });
    return (asOf) => ({ type: "queue", ...answer, asOf });
  });
}
