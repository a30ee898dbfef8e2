import type { ChatEvent } from "../state/chat-event.ts";
import type { PendingChange } from "../state/replica.ts";
import { persist } from "./persist.ts";
import type { StoreContext } from "./store-context.ts";

/**
 * Shows a change until the server has answered; a refusal reverts it.
 *
 * @param call returns the event with the result, given the place in the feed that the result is
 *   at least as new as
 */
export async function carryOut(
  { holder, pause, signal }: StoreContext,
  change: PendingChange,
  call: () => Promise<(asOf: number) => ChatEvent>,
): Promise<void> {
  holder.apply({ type: "pending", change });
  const { asOf, epoch } = holder.now();
  const userId = holder.get().user?.id;
  try {
    const toEvent = await persist(call, pause, signal);
    if (holder.get().user?.id !== userId) return;
    const isSameFeed = holder.now().epoch === epoch;
    holder.apply(toEvent(isSameFeed ? asOf : -1), { type: "settled", change });
  } catch (cause) {
    holder.apply({ type: "settled", change });
    throw cause;
  }
}

/**
 * Makes a change that replaces earlier ones of the same object: if it could not be sent at once, a
 * later change cancels it.
 */
export async function carryOutLast(
  context: StoreContext,
  { of, change }: { of: string; change: PendingChange },
  call: () => Promise<(asOf: number) => ChatEvent>,
): Promise<void> {
  const { lastChanges } = context;
  lastChanges.set(of, change);
  const isLast = () => lastChanges.get(of) === change;
  try {
    await carryOut(context, change, async () => {
      if (!isLast()) return () => ({ type: "settled", change });
      return call();
    });
  } finally {
    if (isLast()) lastChanges.delete(of);
  }
}
