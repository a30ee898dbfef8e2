import type { BrowserContext, Page } from "playwright";
import type { TcpProxy } from "../testing/server/tcp-proxy.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { heldReply, replyCount, sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import {
  composer,
  enter,
  expectEnd,
  expectSameDocument,
  markDocument,
  messages,
  replies,
  say,
  sidebar,
  threadIdOf,
  wordsOf,
} from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";
import { expectScreenEqualsStored, storedWords } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });
const onCable = { throughCable: true };
const notSent = "Not sent. Will send when you’re back online.";

/** Goes offline: the browser notices, and its connections end. */
async function goOffline(context: BrowserContext, cable: TcpProxy): Promise<void> {
  cable.cut();
  await context.setOffline(true);
}

async function goOnline(context: BrowserContext, cable: TcpProxy): Promise<void> {
  cable.mend();
  await context.setOffline(false);
}

journey(
  "a message written offline waits, and goes out once when the connection is back",
  async ({ page, context, cable, mock, sql }) => {
    await enter(page);
    const before = replyCount(mock);
    await goOffline(context, cable);
    await say(page, "# From the tunnel");
    await expect(page.getByText(notSent)).toBeVisible();
    await expect(messages(page)).toHaveAttribute("data-status", "waiting");
    await expect(page.getByText("You’re offline.")).toBeVisible();
    await composer(page).fill("and one more");
    await composer(page).press("Enter");
    await expect(page.getByText("The previous message hasn’t been sent yet.")).toBeVisible();
    await expect(messages(page)).toHaveCount(1);
    expect(replyCount(mock)).toBe(before);

    await goOnline(context, cable);
    await expectEnd(page, "completed");
    await expect(page.getByText(notSent)).toHaveCount(0);
    await expect(page.getByText("You’re offline.")).toHaveCount(0);
    await expect(composer(page)).toHaveValue("and one more");
    expect(replyCount(mock)).toBe(before + 1);
    expect(await storedWords(sql, threadIdOf(page))).toEqual(["# From the tunnel"]);
    await expectScreenEqualsStored(page, sql);
    // The renderer of replies could not be loaded when it was first needed.
    const heading = replies(page).getByRole("heading", { name: "From the tunnel" });
    await expect(heading).toHaveCSS("font-weight", "650");
  },
  onCable,
);

journey(
  "a message that was not sent outlives its tab",
  async ({ page, context, cable, mock, sql }) => {
    await enter(page);
    const before = replyCount(mock);
    await goOffline(context, cable);
    await say(page, "Keep this for me.");
    await expect(page.getByText(notSent)).toBeVisible();
    const threadId = threadIdOf(page);
    await page.close();
    await goOnline(context, cable);
    expect(replyCount(mock)).toBe(before);

    const back = await context.newPage();
    await back.goto(`/t/${threadId}`);
    await expectEnd(back, "completed");
    await expect(wordsOf(messages(back).first())).toHaveText("Keep this for me.");
    expect(replyCount(mock)).toBe(before + 1);
    expect(await storedWords(sql, threadId)).toEqual(["Keep this for me."]);
    await expectScreenEqualsStored(back, sql, { plain: true });
  },
  onCable,
);

journey(
  "an answer that got lost does not make a second message",
  async ({ page, context, cable, mock, sql }) => {
    await enter(page);
    const before = replyCount(mock);
    cable.deafen();
    await say(page, "Did you hear me? [[gate]]");
    const reply = await heldReply(mock, before + 1);
    await goOffline(context, cable);
    reply.push("Loud ");
    await goOnline(context, cable);
    await expect(wordsOf(replies(page))).toHaveText("Loud");
    reply.push("and clear.");
    reply.release();
    await expectEnd(page, "completed");
    expect(replyCount(mock)).toBe(before + 1);
    expect(await storedWords(sql, threadIdOf(page))).toEqual(["Did you hear me? [[gate]]"]);
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
  onCable,
);

journey(
  "a reply that went on without the reader is whole when the connection is back",
  async ({ page, context, cable, mock, sql }) => {
    await enter(page);
    const reply = await sayHeld(page, mock, "I may lose you.");
    reply.push("Before, ");
    await expect(wordsOf(replies(page))).toHaveText("Before,");
    await goOffline(context, cable);
    await expect(page.getByText("You’re offline.")).toBeVisible();
    reply.push("during, ");
    await goOnline(context, cable);
    await expect(wordsOf(replies(page))).toHaveText("Before, during,");
    reply.push("and after.");
    reply.release();
    await expectEnd(page, "completed");
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
  onCable,
);

journey(
  "a connection that died silently is found out when the page is looked at again",
  async ({ page, cable, mock, sql }) => {
    await enter(page);
    await markDocument(page);
    const reply = await sayHeld(page, mock, "Mind the lift.");
    reply.push("Ground floor, ");
    await expect(wordsOf(replies(page))).toHaveText("Ground floor,");
    cable.strand();
    reply.push("first floor, ");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(wordsOf(replies(page))).toHaveText("Ground floor, first floor,");
    reply.push("roof.");
    reply.release();
    await expectEnd(page, "completed");
    await expectSameDocument(page);
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
  onCable,
);

journey(
  "an unsent message can be taken back into the composer",
  async ({ page, context, cable, mock, sql }) => {
    await enter(page);
    const before = replyCount(mock);
    await goOffline(context, cable);
    await say(page, "On second thoughts");
    await expect(page.getByText(notSent)).toBeVisible();
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(messages(page)).toHaveCount(0);
    await expect(composer(page)).toHaveValue("On second thoughts");
    await goOnline(context, cable);
    await expect(page.getByText("You’re offline.")).toHaveCount(0);
    await say(page, "Something else.");
    await expectEnd(page, "completed");
    expect(replyCount(mock)).toBe(before + 1);
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
  onCable,
);

journey(
  "a part of the page that could not be loaded is loaded a moment later",
  async ({ page }) => {
    const isAsked = Promise.withResolvers<void>();
    let failures = 0;
    const part = "**/assets/soon-*";
    await page.route(part, (route) => {
      if (++failures === 3) isAsked.resolve();
      return route.abort();
    });
    await enter(page);
    await isAsked.promise;
    const button = page.getByRole("button", { name: "Settings" });
    const list = sidebar(page).getByText("Your chats will appear here.");
    await expect(button).toHaveCount(0);
    await expect(list).toHaveCount(0);
    await page.unroute(part);
    await expect(button).toBeVisible();
    await expect(list).toBeVisible();
  },
);

/** Opens the settings while their file cannot be loaded. */
async function openFailingSettings(page: Page): Promise<void> {
  await enter(page);
  await page.route(settingsFile, (route) => route.abort());
  await page.goto("/settings");
  await expect(page.getByText("This part of the app couldn’t be loaded.")).toBeVisible();
}

const settingsFile = "**/assets/account-pages-*.js";

journey("a page that could not be loaded says so, and is loaded on demand", async ({ page }) => {
  await openFailingSettings(page);
  await expectAccessible(page, "a page that could not be loaded");
  await page.unroute(settingsFile);
  await page.getByRole("main").getByRole("button", { name: "Retry" }).click();
  await expect(page.getByRole("main").getByRole("navigation").first()).toBeVisible();
  await expect(page.getByText("This part of the app couldn’t be loaded.")).toHaveCount(0);
});

journey("a page that could not be loaded is loaded a moment later", async ({ page }) => {
  await openFailingSettings(page);
  await page.unroute(settingsFile);
  await expect(page.getByRole("main").getByRole("navigation").first()).toBeVisible();
});

journey("a file that fails to load once takes no part of the page away", async ({ page }) => {
  const isFailed = Promise.withResolvers<void>();
  await page.route(
    "**/assets/soon-*",
    (route) => {
      isFailed.resolve();
      return route.abort();
    },
    { times: 1 },
  );
  await enter(page);
  await isFailed.promise;
  await expect(sidebar(page).getByText("Your chats will appear here.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Settings" })).toBeVisible();
  // Another file imports the one that failed.
  await page.keyboard.press("Control+/");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});

journey(
  "a part whose script and style sheet both fail once has its styles",
  async ({ page, sql }) => {
    await page.route("**/assets/render-math-*.js", (route) => route.abort(), { times: 1 });
    await page.route("**/assets/render-math-*.css", (route) => route.abort(), { times: 1 });
    await enter(page);
    const { id } = await seedThread(sql, "Sums", [{ question: "How?", reply: "$$x^2$$" }]);
    await page.goto(`/t/${id}`);
    await expect(page.locator(".katex-mathml")).toHaveCSS("position", "absolute");
  },
);
