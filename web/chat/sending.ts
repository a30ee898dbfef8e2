import { type Accessor, createMemo } from "solid-js";
import type { BranchItem } from "../../client/state/selectors.ts";
import type { Chat } from "../state/chat.ts";
import { isAwaited, type SendObstacle, sendObstacle } from "./sending-rules.ts";
import { createWaitingMessages, type WaitingMessages } from "./waiting-messages.ts";

/** What would happen to a new message. */
export interface Sending {
  /** Messages queued behind a reply. */
  waiting: WaitingMessages;
  /** Whether a reply is in progress, so that a new message has to wait for it. */
  awaited: Accessor<boolean>;
  /** Why a message of this length cannot be sent now, or null. */
  obstacle: (length: number) => SendObstacle | null;
}

/** @param last the end of the branch on the screen, in its current state */
export function createSending(
  chat: Chat,
  threadId: Accessor<string | null>,
  last: Accessor<BranchItem | null>,
): Sending {
  const waiting = createWaitingMessages(chat, threadId);
  return {
    waiting,
    awaited: createMemo(() => {
      const end = last();
      return end !== null && isAwaited(end);
    }),
    obstacle(length) {
      const end = last();
      const count = waiting.ids().length;
      if (end) return sendObstacle(end, { count, length: waiting.length() + length });
      const id = threadId();
      const status = id === null ? "ready" : chat.threadState().loads[id]?.status;
      return status === "ready" || status === "missing" ? null : "loading";
    },
  };
}
