import { expectedText } from "../testing/mock-provider/choose-scenario.ts";
import { expect } from "./journey/expect.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, replies, say, sidebar, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true, inMotion: true });

journey("a reload in the middle of a reply reads on where it was", async ({ page, mock, sql }) => {
  await enter(page);
  const reply = await sayHeld(page, mock, "Count the stones.");
  reply.push("One stone, ");
  reply.push("two stones, ");
  await expect(wordsOf(replies(page))).toHaveText("One stone, two stones,");
  await page.reload();
  await expect(wordsOf(replies(page))).toHaveText("One stone, two stones,");
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  reply.push("three stones, ");
  await expect(wordsOf(replies(page))).toHaveText("One stone, two stones, three stones,");
  reply.push("and no more.");
  reply.release();
  await expectEnd(page, "completed");
  await expect(wordsOf(replies(page))).toHaveText(
    "One stone, two stones, three stones, and no more.",
  );
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey("a reload before the first word waits for it", async ({ page, mock, sql }) => {
  await enter(page);
  const reply = await sayHeld(page, mock, "Are you there?");
  await page.reload();
  await expect(replies(page).getByRole("img", { name: "Preparing a reply" })).toBeVisible();
  reply.push("Yes.");
  await expect(wordsOf(replies(page))).toHaveText("Yes.");
  reply.release();
  await expectEnd(page, "completed");
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey("what is said before the conversation is here waits for it", async ({ page, sql }) => {
  await enter(page);
  await say(page, "First.");
  await expectEnd(page, "completed");
  const held: (() => void)[] = [];
  await page.routeWebSocket(/\/trpc/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      if (String(frame).includes("messages.list")) held.push(() => server.send(frame));
      else server.send(frame);
    });
  });
  await page.reload();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await say(page, "Second.");
  await expect(page.getByText("This chat is still loading.")).toBeVisible();
  await expect(composer(page)).toHaveValue("Second.");
  for (const release of held) release();
  await expect(replies(page)).toHaveCount(1);
  await composer(page).press("Enter");
  await expect(replies(page)).toHaveCount(2);
  await expectEnd(page, "completed");
  await expectScreenEqualsStored(page, sql);
});

journey("a fast reply survives reload after reload", async ({ page, sql }) => {
  const scenario = "paced tokens=250 rate=70";
  await enter(page);
  await say(page, `[[${scenario}]]`);
  // Every tenth word is its number, so these occur in the text in this order.
  for (const seen of ["30.", "90.", "150."]) {
    await expect(wordsOf(replies(page))).toContainText(seen);
    await page.reload();
  }
  await expect(wordsOf(replies(page))).toContainText("180.");
  await expectEnd(page, "completed");
  await expect(wordsOf(replies(page))).toHaveText(expectedText(scenario).trim());
  await expectScreenEqualsStored(page, sql);
});

journey(
  "a reply written while the page is closed is there on return",
  async ({ page, context, mock, sql }) => {
    await enter(page);
    const reply = await sayHeld(page, mock, "Take your time.");
    reply.push("Slowly ");
    await expect(wordsOf(replies(page))).toHaveText("Slowly");
    const address = page.url();
    await page.close();
    reply.push("but surely.");
    reply.release();
    const back = await context.newPage();
    await back.goto(address);
    await expectEnd(back, "completed");
    await expect(wordsOf(replies(back))).toHaveText("Slowly but surely.");
    await expectScreenEqualsStored(back, sql, { plain: true });
  },
);

journey(
  "leaving for another chat and coming back finds the reply going on",
  async ({ page, mock, sql }) => {
    await enter(page);
    const reply = await sayHeld(page, mock, "Start without me.");
    reply.push("As you ");
    await expect(wordsOf(replies(page))).toHaveText("As you");
    await page.getByRole("link", { name: "New chat" }).first().click();
    await expect(page).toHaveURL(/\/$/);
    await composer(page).fill("a draft for later");
    reply.push("wish, ");
    await page.goBack();
    await expect(wordsOf(replies(page))).toHaveText("As you wish,");
    await expect(composer(page)).toHaveValue("");
    reply.push("done.");
    reply.release();
    await expectEnd(page, "completed");
    await expectScreenEqualsStored(page, sql, { plain: true });
    await page.getByRole("link", { name: "New chat" }).first().click();
    await expect(composer(page)).toHaveValue("a draft for later");
    await page.reload();
    await expect(composer(page)).toHaveValue("a draft for later");
    await expect(sidebar(page).getByRole("link")).toHaveCount(1);
  },
);
