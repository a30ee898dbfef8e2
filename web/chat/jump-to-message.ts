import type { Chat } from "../state/chat.ts";
import type { Conversation } from "./conversation.ts";
import type { FollowScroll } from "./follow-scroll.ts";

/** A message to go to, and what goes there. */
export interface Jump {
  chat: Chat;
  conversation: Conversation;
  scroll: FollowScroll;
  threadId: string;
  messageId: string;
  /** Aborts when another page is shown. */
  signal: AbortSignal;
}

/** Frames for which a message is kept in the middle: heights above it are estimates until seen. */
const settleFrames = 12;

/** Frames to wait for a message of a long conversation to be rendered, some ten seconds. */
const renderFrames = 600;

/**
 * Goes to a message of a thread: loads older ones until it is there, shows its branch, scrolls to
 * it, and gives it the focus.
 *
 * @returns whether the thread has it
 */
export async function jumpToMessage(jump: Jump): Promise<boolean> {
  const { chat, conversation, scroll, threadId, messageId, signal } = jump;
  // A copy that has it is enough, and may be all there is for now.
  if (!conversation.showBranch(messageId)) await chat.store.openThread(threadId);
  while (!conversation.showBranch(messageId)) {
    if (signal.aborted || !chat.state().loads[threadId]?.olderCursor) return false;
    await chat.store.loadOlder(threadId);
  }
  if (signal.aborted) return true;
  scroll.leave();
  const element = await rendered(messageId, signal);
  if (!element) return true;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.classList.add("message-found");
  element.addEventListener("blur", () => element.classList.remove("message-found"), { once: true });
  for (let frame = 0; frame < settleFrames && !signal.aborted; frame++) {
    scroll.leave();
    element.scrollIntoView({ block: "center", behavior: "instant" });
    await nextFrame();
  }
  return true;
}

/** Long conversations are rendered piece by piece, the end first. */
async function rendered(messageId: string, signal: AbortSignal): Promise<HTMLElement | null> {
  for (let frame = 0; frame < renderFrames && !signal.aborted; frame++) {
    const element = document.querySelector<HTMLElement>(
      `[data-message-id="${CSS.escape(messageId)}"]`,
    );
    if (element) return element;
    await nextFrame();
  }
  return null;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
}
