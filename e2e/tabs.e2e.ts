import type { BrowserContext, Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { heldReply, replyCount, sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import {
  enter,
  expectEnd,
  messages,
  replies,
  say,
  sidebar,
  threadIdOf,
  wordsOf,
} from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

async function secondTab(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

journey("two tabs read the same reply as it is written", async ({ page, context, mock, sql }) => {
  await enter(page);
  const reply = await sayHeld(page, mock, "For both of us.");
  reply.push("Left ");
  const other = await secondTab(context, page.url());
  await expect(wordsOf(replies(other))).toHaveText("Left");
  reply.push("and right.");
  for (const tab of [page, other])
    await expect(wordsOf(replies(tab))).toHaveText("Left and right.");
  reply.release();
  for (const tab of [page, other]) {
    await expectEnd(tab, "completed");
    await expectScreenEqualsStored(tab, sql, { plain: true });
  }

  const before = replyCount(mock);
  await say(other, "And from here? [[gate]]");
  const second = await heldReply(mock, before + 1);
  second.push("Also from there.");
  await expect(messages(page)).toHaveCount(4);
  await expect(wordsOf(replies(page).last())).toHaveText("Also from there.");
  second.release();
  for (const tab of [page, other]) {
    await expectEnd(tab, "completed");
    await expectScreenEqualsStored(tab, sql, { plain: true });
  }
});

journey("a rename and a deletion in one tab show in the other", async ({ page, context, sql }) => {
  await enter(page);
  await say(page, "Something to name.");
  await expectEnd(page, "completed");
  const address = page.url();
  const other = await secondTab(context, address);
  await expectEnd(other, "completed");
  await expect(other).toHaveTitle("A scripted title");

  await openThreadMenu(page, "A scripted title");
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page
    .getByRole("dialog")
    .getByRole("textbox", { name: "Title" })
    .fill("Stones in the river");
  await page.keyboard.press("Enter");
  for (const tab of [page, other]) {
    await expect(sidebar(tab).getByRole("link", { name: "Stones in the river" })).toBeVisible();
    await expect(tab.getByRole("heading", { level: 1 })).toHaveText("Stones in the river");
    await expect(tab).toHaveTitle("Stones in the river");
  }

  for (const tab of [page, other]) await expectScreenEqualsStored(tab, sql, { plain: true });
  await openThreadMenu(other, "Stones in the river");
  await other.getByRole("menuitem", { name: "Delete" }).click();
  await expect(other).toHaveURL(/\/$/);
  for (const tab of [page, other]) await expect(sidebar(tab).getByRole("link")).toHaveCount(0);
  await expect(page.getByText("This chat doesn’t exist")).toBeVisible();
  await page.goto(address);
  await expect(page.getByText("This chat doesn’t exist")).toBeVisible();
});

journey(
  "a reply that ends elsewhere is told, marked as new, and read when opened",
  async ({ page, context, mock, sql }) => {
    await enter(page);
    const reply = await sayHeld(page, mock, "Call me when you are done.");
    const threadId = threadIdOf(page);
    const other = await secondTab(context, "/");
    await page.getByRole("link", { name: "New chat" }).first().click();
    await expect(page).toHaveURL(/\/$/);
    for (const tab of [page, other])
      await expect(sidebar(tab).getByRole("img", { name: "Reply in progress" })).toBeVisible();
    reply.push("Done.");
    reply.release();
    const toast = page.getByRole("region", { name: "Notifications" }).getByRole("listitem");
    await expect(toast).toContainText("New reply in");
    for (const tab of [page, other]) {
      await expect(sidebar(tab).getByRole("img", { name: "New reply" })).toBeVisible();
      await expect(sidebar(tab).getByRole("img", { name: "Reply in progress" })).toHaveCount(0);
    }
    await toast.getByRole("button", { name: "Open" }).click();
    await expect(page).toHaveURL(new RegExp(`/t/${threadId}$`));
    await expect(wordsOf(replies(page))).toHaveText("Done.");
    for (const tab of [page, other])
      await expect(sidebar(tab).getByRole("img", { name: "New reply" })).toHaveCount(0);
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
);

journey(
  "another user's chat looks like one that does not exist",
  async ({ page, context, sql }) => {
    await enter(page);
    await say(page, "Between you and me.");
    await expectEnd(page, "completed");
    const browser = context.browser();
    if (!browser) throw new Error("the context has no browser");
    const stranger = await browser.newContext({ locale: "en-GB" });
    const theirs = await stranger.newPage();
    await theirs.goto(page.url());
    await expect(theirs.getByText("This chat doesn’t exist")).toBeVisible();
    await expect(messages(theirs)).toHaveCount(0);
    await expect(sidebar(theirs).getByRole("link")).toHaveCount(0);
    await stranger.close();
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
);
