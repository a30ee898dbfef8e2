import type { Locator, Page } from "playwright";
import { expect } from "./expect.ts";

/** The composer, in every language. */
export function composer(page: Page): Locator {
  return page.getByRole("main").getByRole("textbox");
}

/** All messages on the screen, oldest first. */
export function messages(page: Page): Locator {
  return page.getByTestId("message");
}

/** All replies on the screen, oldest first. */
export function replies(page: Page): Locator {
  return page.locator('[data-testid="message"][data-role="assistant"]');
}

/** The content of a message: rendered Markdown, or a user's text as typed. */
export function wordsOf(message: Locator): Locator {
  return message.locator('.md, :scope[data-role="user"] > p');
}

/** The user's conversations. */
export function sidebar(page: Page): Locator {
  return page.getByRole("navigation", { name: "Chats" });
}

/** Opens the app with no conversation, and waits until it is connected. */
export async function enter(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "How can I help you today?" })).toBeVisible();
}

/** Writes a message and sends it with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** Waits until the newest reply on the screen has ended with this status. */
export async function expectEnd(
  page: Page,
  status: "completed" | "stopped" | "failed" | "interrupted",
): Promise<void> {
  await expect(replies(page).last()).toHaveAttribute("data-status", status);
}

/** The id of the thread in the address. */
export function threadIdOf(page: Page): string {
  const id = /^\/t\/(cthr_[\w-]+)$/.exec(new URL(page.url()).pathname)?.[1];
  if (!id) throw new Error(`no thread in the address ${page.url()}`);
  return id;
}

/** Leaves a mark that only a reload can remove. */
export async function markDocument(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute("data-journey", "same"));
}

/** Checks that the page has not been reloaded since `markDocument`. */
export async function expectSameDocument(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-journey", "same");
}
