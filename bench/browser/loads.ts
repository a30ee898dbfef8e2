import type { Page } from "playwright";
import { expect } from "../../e2e/journey/expect.ts";
import { keptIds } from "../../e2e/journey/kept.ts";
import { messages } from "../../e2e/journey/screen.ts";
import type { SeededThread } from "../../e2e/journey/seed-thread.ts";

/** A user's action in a thread, on a page that `prepare` has opened. */
export interface Load {
  name: string;
  /** Inserts the thread into the database, or returns an existing one. */
  seed(): Promise<SeededThread>;
  /** Preparations that are not measured. */
  prepare(page: Page, thread: SeededThread): Promise<void>;
  /** The measured action; an opening ends when the end of the thread is in view. */
  run(page: Page, thread: SeededThread): Promise<void>;
  /** How a measured opening starts. */
  opens: "by link" | "by address" | null;
}

/** A conversation, and the name of its loads. */
export interface Subject {
  name: string;
  seed(): Promise<SeededThread>;
}

/** Time after an opening for highlighting and formulas, in milliseconds. */
const settleMs = 1_500;

// Plain selectors: finding a role takes the page's main thread long, which would be measured.
const view = (page: Page) => page.locator("section[data-scroller]");
const composer = (page: Page) => page.locator("main textarea");
const linkTo = (page: Page, thread: SeededThread) => page.locator(`a[href="/t/${thread.id}"]`);

/** Opens a thread with a click in the sidebar of a running app. */
export function openByLink({ name, seed }: Subject): Load {
  return {
    name: `${name}: click in the sidebar`,
    seed,
    opens: "by link",
    async prepare(page, thread) {
      await page.goto("/");
      await linkTo(page, thread).waitFor();
      await page.waitForTimeout(settleMs);
    },
    async run(page, thread) {
      await linkTo(page, thread).click();
      await settle(page);
    },
  };
}

/** Opens a thread by its address in a new tab, with the app's files in the browser's cache. */
export function openByAddress({ name, seed }: Subject): Load {
  return {
    name: `${name}: new tab`,
    seed,
    opens: "by address",
    // The seeding, and what the browser did for it.
    prepare: (page) => page.waitForTimeout(settleMs),
    run: open,
  };
}

/** The same for a chat that was read in this browser before, so that there is a copy of it. */
export function openAgain({ name, seed }: Subject): Load {
  return {
    name: `${name}: new tab, read before`,
    seed,
    opens: "by address",
    async prepare(page, thread) {
      const earlier = await page.context().newPage();
      await earlier.goto(`/t/${thread.id}`);
      await expect.poll(() => keptIds(earlier)).toContain(thread.id);
      await earlier.close();
      // The browser still has work with it: a tab that is closed, a worker that keeps files.
      await page.waitForTimeout(settleMs);
    },
    run: open,
  };
}

/** Scrolls back to the first message, a page at a time. */
export function readBack({ name, seed }: Subject): Load {
  return { name: `${name}: back to the start`, seed, opens: null, prepare: open, run: loadAll };
}

/** With every message loaded, a reply streams in while this many keys are typed. */
export function typeWhileStreaming(
  { name, seed }: Subject,
  stream: { name: string; reply: string; keys: number },
): Load {
  return {
    name: `${name}: ${stream.name}`,
    seed,
    opens: null,
    async prepare(page, thread) {
      await open(page, thread);
      await loadAll(page, thread);
      await view(page).evaluate((element) => (element.scrollTop = element.scrollHeight));
      await composer(page).focus();
      await page.waitForTimeout(settleMs);
    },
    async run(page) {
      await page.keyboard.insertText(`Go on. [[${stream.reply}]]`);
      await page.keyboard.press("Enter");
      for (let i = 0; i < stream.keys; i++) {
        await page.keyboard.press(i % 6 === 5 ? "Space" : "e");
        await page.waitForTimeout(100);
      }
      await page.waitForFunction(hasEnded, null, { polling: 500, timeout: 60_000 });
      await page.waitForTimeout(settleMs);
    },
  };
}

/** Runs in the page: whether no reply is in progress. */
function hasEnded(): boolean {
  const replies = document.querySelectorAll<HTMLElement>('[data-role="assistant"]');
  return replies.item(replies.length - 1).dataset["status"] === "completed";
}

async function open(page: Page, thread: SeededThread): Promise<void> {
  await page.goto(`/t/${thread.id}`);
  await settle(page);
}

async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => window.chatkitRecording.formattedAt > 0);
  await page.waitForTimeout(settleMs);
}

async function loadAll(page: Page, thread: SeededThread): Promise<void> {
  while ((await messages(page).count()) < thread.messageCount) {
    await view(page).evaluate((element) => (element.scrollTop = 0));
    await page.waitForTimeout(30);
  }
}
