import { type Accessor, createMemo } from "solid-js";
import type { BranchItem } from "../../client/state/selectors.ts";
import type { Chat } from "../state/chat.ts";
import { isAwaited, type SendObstacle, sendObstacle } from "./sending-rules.ts";
import { createWaitingMessages, type WaitingMessages } from "./waiting-messages.ts";

/** What becomes of a message that is said now. */
export interface Sending {
  /** What was said during a reply and waits for its end. */
  waiting: WaitingMessages;
  /** Whether a reply is on its way, so that what is said now waits for it. */
  awaited: Accessor<boolean>;
  /** Why nothing can be said now, or null. */
  obstacle: Accessor<SendObstacle | null>;
}

/** @param last what ends the branch on the screen, with its present state */
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
    obstacle: createMemo(() => {
      const end = last();
      if (end) return sendObstacle(end, waiting.ids().length);
      const id = threadId();
      const status = id === null ? "ready" : chat.threadState().loads[id]?.status;
      return status === "ready" || status === "missing" ? null : "loading";
    }),
  };
}
