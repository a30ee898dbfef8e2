import { expectedText } from "../testing/mock-provider/choose-scenario.ts";
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
  wordsOf,
} from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { wholeBrowser: true, inMotion: true });

journey(
  "the first message and its empty reply stand on the screen before the network answers",
  async ({ page, mock, cable, sql }) => {
    await enter(page);
    await markDocument(page);
    const before = replyCount(mock);
    // The code that names new chats is loaded after the page.
    await page.waitForFunction(() =>
      performance.getEntriesByType("resource").some(({ name }) => name.includes("soon-")),
    );
    cable.stall();
    await say(page, "What does the river do? [[gate]]");
    await expect(messages(page)).toHaveCount(2);
    await expect(wordsOf(messages(page).first())).toHaveText("What does the river do? [[gate]]");
    await expect(replies(page).getByRole("img", { name: "Preparing a reply" })).toBeVisible();
    await expect(page).toHaveURL(/\/t\/cthr_[\w-]+$/);
    await expect(composer(page)).toBeFocused();
    await expect(composer(page)).toHaveValue("");
    const provisional = "What does the river do? [[gate]]";
    await expect(sidebar(page).getByRole("link", { name: provisional })).toBeVisible();
    await expect(page).toHaveTitle(provisional);
    expect(replyCount(mock)).toBe(before);

    cable.mend();
    const reply = await heldReply(mock, before + 1);
    reply.push("It keeps ");
    await expect(wordsOf(replies(page))).toHaveText("It keeps");
    reply.push("moving past small stones.");
    await expect(wordsOf(replies(page))).toHaveText("It keeps moving past small stones.");
    await expect(page).toHaveTitle(provisional);
    reply.release();
    await expectEnd(page, "completed");

    await expect(sidebar(page).getByRole("link", { name: "A scripted title" })).toBeVisible();
    await expect(page).toHaveTitle("A scripted title");
    await expectSameDocument(page);
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
  { throughCable: true },
);

journey("a click on a starter is a first message", async ({ page, sql }) => {
  await enter(page);
  await markDocument(page);
  await page.getByRole("button", { name: "Plan the week" }).click();
  await expect(wordsOf(messages(page).first())).toHaveText(
    "Plan five quick weeknight dinners, with a shopping list",
  );
  await expectEnd(page, "completed");
  await expect(wordsOf(replies(page))).toHaveText(
    "Plan five quick weeknight dinners, with a shopping list",
  );
  await expect(page).toHaveURL(/\/t\/cthr_[\w-]+$/);
  await expectSameDocument(page);
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey(
  "a conversation goes on, and the model is told what was said",
  async ({ page, mock, sql }) => {
    await enter(page);
    const first = await sayHeld(page, mock, "One");
    first.push("First answer.");
    first.release();
    await expectEnd(page, "completed");
    await composer(page).pressSequentially("Two");
    await composer(page).press("Shift+Enter");
    await composer(page).pressSequentially("lines [[gate]]");
    const before = replyCount(mock);
    await page.getByRole("button", { name: "Send" }).click();
    const second = await heldReply(mock, before + 1);
    second.push("Second answer.");
    second.release();
    await expect(replies(page)).toHaveCount(2);
    await expectEnd(page, "completed");
    expect(second.request.body).toMatchObject({
      messages: [
        { role: "system" },
        { role: "user", content: "One [[gate]]" },
        { role: "assistant", content: "First answer." },
        { role: "user", content: "Two\nlines [[gate]]" },
      ],
    });
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
);

for (const scenario of [
  "paced tokens=120 rate=300 kind=unicode",
  "paced tokens=120 rate=300 kind=markdown",
  "split-utf8",
  "nul",
]) {
  journey(`every character of ${scenario} arrives`, async ({ page, sql }) => {
    await enter(page);
    await say(page, `[[${scenario}]]`);
    await expectEnd(page, "completed");
    await expectScreenEqualsStored(page, sql);
    const [stored] = await sql`
      select text from messages
      where id = ${await replies(page).getAttribute("data-message-id")}`;
    expect(stored?.["text"]).toBe(expectedText(scenario));
  });
}
