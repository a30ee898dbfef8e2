import { type Accessor, onCleanup } from "solid-js";
import { requestPrint } from "../ui/print-request.ts";

/** How long printing waits for a page of messages and for pictures, in milliseconds. */
const longestLoadMs = 10_000;
/** How long it waits for everything to be rendered, in milliseconds: thousands of messages. */
const longestRenderMs = 60_000;

/** What is not rendered yet: long texts, which come in slices, and formulas. */
const unfinished = '[data-unfinished], .md-formula[data-stage="waiting"]';
const unloaded = '[data-picture="loading"]';

/** The chat on the screen, as far as printing needs it. */
export interface PrintedChat {
  /** Null for the new chat. */
  threadId: Accessor<string | null>;
  hasOlder(threadId: string): boolean;
  loadOlder(threadId: string): Promise<void>;
  /** Whether there is a connection. */
  isOpen: Accessor<boolean>;
  /** Whether all loaded turns are on the page. */
  whole: Accessor<boolean>;
}

/**
 * While the component lives, Ctrl+P and Cmd+P print the chat on the screen once all of it is there;
 * without a connection, what is loaded. A browser's own print command cannot wait for anything.
 */
export function createPrintKey(chat: PrintedChat): void {
  /** The print under way. Another chat's takes its place. */
  let current: { threadId: string } | null = null;

  async function printWhole(threadId: string): Promise<void> {
    const own = { threadId };
    current = own;
    const isShown = () => current === own && chat.threadId() === threadId;
    await loadAll({ chat, threadId, isShown });
    await rendered(chat, isShown);
    if (isShown()) requestPrint();
    await waitUntil(() => !isShown() || hasPictures(), longestLoadMs);
    if (current !== own) return;
    current = null;
    if (chat.threadId() === threadId) print();
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const isPrint = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "p";
    if (!isPrint || event.shiftKey || event.altKey) return;
    const threadId = chat.threadId();
    if (threadId === null) return;
    event.preventDefault();
    if (current?.threadId !== threadId) void printWhole(threadId);
  };
  addEventListener("keydown", onKeyDown);
  onCleanup(() => {
    current = null;
    removeEventListener("keydown", onKeyDown);
  });
}

/** Loads older pages for as long as they come. The store itself repeats a request for ever. */
async function loadAll(of: {
  chat: PrintedChat;
  threadId: string;
  isShown: () => boolean;
}): Promise<void> {
  const { chat, threadId, isShown } = of;
  const goesOn = () => isShown() && chat.isOpen();
  while (goesOn() && chat.hasOlder(threadId)) {
    const page = { isHere: false, hasFailed: false };
    chat.loadOlder(threadId).then(
      () => (page.isHere = true),
      () => (page.hasFailed = true),
    );
    await waitUntil(() => page.isHere || page.hasFailed || !goesOn(), longestLoadMs);
    if (!page.isHere) return;
  }
}

async function rendered(chat: PrintedChat, isShown: () => boolean): Promise<void> {
  // What was loaded last is on the page with the next frame.
  await nextFrame();
  await waitUntil(
    () => !isShown() || (chat.whole() && document.querySelector(unfinished) === null),
    longestRenderMs,
  );
}

function hasPictures(): boolean {
  const pictures = document.querySelectorAll<HTMLImageElement>("[data-picture] img");
  return (
    document.querySelector(unloaded) === null &&
    Array.from(pictures).every(({ complete }) => complete)
  );
}

/** Looks with each frame. Resolves to whether the condition came true in time. */
async function waitUntil(condition: () => boolean, limitMs: number): Promise<boolean> {
  const endMs = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > endMs) return false;
    await nextFrame();
  }
  return true;
}

/** Resolves with the next frame. */
function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
