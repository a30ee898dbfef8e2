import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, messages, sidebar } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

/** Lets the journey hold back the page's own tasks, in which older turns are rendered. */
async function holdTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const post = Reflect.get(MessagePort.prototype, "postMessage");
    MessagePort.prototype.postMessage = function (this: MessagePort, ...given: unknown[]) {
      const send = () => Reflect.apply(post, this, given);
      if (!document.documentElement.hasAttribute("data-hold")) return send();
      document.addEventListener("go-on", send, { once: true });
    };
  });
}

/** Opens a chat, runs one of the tasks held back before anything is painted, and counts messages. */
function openAndCount(page: Page, name: string): Promise<[before: number, after: number]> {
  return page.evaluate(async (title) => {
    const count = () => document.querySelectorAll("[data-message-id]").length;
    const link = Array.from(document.querySelectorAll("nav a")).find(
      ({ textContent }) => textContent === title,
    );
    if (!(link instanceof HTMLElement)) throw new Error(`no link ${title}`);
    link.click();
    await Promise.resolve();
    const before = count();
    document.dispatchEvent(new Event("go-on"));
    await new Promise((resolve) => setTimeout(resolve));
    return [before, count()];
  }, name);
}

journey(
  "a chat is painted before its older turns, also right after another",
  async ({ page, sql }) => {
    await enter(page);
    for (const name of ["First", "Second"]) {
      const exchanges = Array.from({ length: 25 }, (_, n) => ({
        question: `${name} question ${n}`,
        reply: "A line of its own.\n\n".repeat(6),
      }));
      await seedThread(sql, `${name} chat`, exchanges);
    }
    await holdTasks(page);
    await page.goto("/");
    for (const name of ["First chat", "Second chat"]) {
      await sidebar(page).getByRole("link", { name }).click();
      await expect(messages(page)).toHaveCount(50);
    }
    await page.evaluate(() => document.documentElement.setAttribute("data-hold", ""));
    await sidebar(page).getByRole("link", { name: "First chat" }).click();
    await expect(page.getByText("First question 24")).toBeVisible();
    const [before, after] = await openAndCount(page, "Second chat");
    expect(before).toBeLessThan(50);
    expect(after).toBe(before);
  },
);
