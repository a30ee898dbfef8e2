import type { Locator } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { heldReply, replyCount, sayHeld } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { enter, expectEnd, messages, replies, say, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

/** Asks once and has the answer written twice: "Heads." and then "Tails.". */
async function throwTwice({ page, mock }: Journey): Promise<void> {
  await enter(page);
  const first = await sayHeld(page, mock, "Throw a coin.");
  first.push("Heads.");
  first.release();
  await expectEnd(page, "completed");
  const before = replyCount(mock);
  await page.getByRole("button", { name: "Regenerate" }).click();
  const second = await heldReply(mock, before + 1);
  await expect(replies(page)).toHaveCount(1);
  second.push("Tails.");
  await expect(wordsOf(replies(page))).toHaveText("Tails.");
  second.release();
  await expectEnd(page, "completed");
}

async function expectVersion(reply: Locator, position: string, words: string): Promise<void> {
  await expect(reply.getByText(position)).toBeAttached();
  await expect(wordsOf(reply)).toHaveText(words);
}

journey("regenerating makes a second version and keeps the first", async (journey) => {
  const { page, context, sql } = journey;
  await throwTwice(journey);
  await expectVersion(replies(page), "Version 2 of 2", "Tails.");
  await expectScreenEqualsStored(page, sql, { plain: true });

  await page.getByRole("button", { name: "Previous version" }).click();
  await expectVersion(replies(page), "Version 1 of 2", "Heads.");
  await expectScreenEqualsStored(page, sql, { plain: true });
  await page.getByRole("button", { name: "Next version" }).click();
  await expectVersion(replies(page), "Version 2 of 2", "Tails.");

  const other = await context.newPage();
  await other.goto(page.url());
  await expectVersion(replies(other), "Version 2 of 2", "Tails.");
  await other.getByRole("button", { name: "Previous version" }).click();
  await expectScreenEqualsStored(other, sql, { plain: true });
  await expectVersion(replies(page), "Version 1 of 2", "Heads.");
  await page.reload();
  await expectVersion(replies(page), "Version 1 of 2", "Heads.");
});

journey("a reply is written again as instructed, and keeps the instruction", async (scene) => {
  const { page, mock } = scene;
  const differently = page.getByRole("button", { name: "Reply differently" });
  const instruction = replies(page).getByTestId("instruction");
  await enter(page);
  const first = await sayHeld(page, mock, "What makes the tides?");
  first.push("The moon pulls the water of the seas.");
  first.release();
  await expectEnd(page, "completed");
  const before = replyCount(mock);
  await differently.press("Enter");
  await expect(page.getByRole("menuitem")).toHaveText([
    "Shorter",
    "Simpler",
    "More detail",
    "Your own instruction…",
  ]);
  await shoot(page, "reply-differently");
  await expectAccessible(page, "the menu beside Regenerate");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const second = await heldReply(mock, before + 1);
  expect(JSON.stringify(second.request.body)).toContain("follow this instruction: Shorter");
  await expect(instruction).toHaveText("Instruction: Shorter");
  second.push("The moon.");
  second.release();
  await expectEnd(page, "completed");
  await expectVersion(replies(page), "Version 2 of 2", "The moon.");

  await differently.click();
  await page.getByRole("menuitem", { name: "Your own instruction…" }).click();
  const field = page.getByLabel("What should change?");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(differently).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Your own instruction…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await field.fill("In verse, for children");
  await shoot(page, "own-instruction");
  await expectAccessible(page, "the field for an instruction");
  await field.press("Enter");
  const third = await heldReply(mock, before + 2);
  const asked = JSON.stringify(third.request.body);
  expect(asked).toContain("follow this instruction: In verse, for children");
  expect(asked).toContain("The moon.");
  third.push("O moon!");
  third.release();
  await expectVersion(replies(page), "Version 3 of 3", "O moon!");
  await page.reload();
  await expect(instruction).toHaveText("Instruction: In verse, for children");
  await shoot(page, "instruction");
  await page.getByRole("button", { name: "Previous version" }).click();
  await expect(instruction).toHaveText("Instruction: Shorter");
  await page.getByRole("button", { name: "Previous version" }).click();
  await expect(instruction).toHaveCount(0);
});

journey("a new chat begins as a copy of another up to a message", async ({ page, sql }) => {
  await enter(page);
  await say(page, "The first thing");
  await expectEnd(page, "completed");
  await say(page, "The second thing");
  await expect(messages(page)).toHaveCount(4);
  await expectEnd(page, "completed");
  const original = page.url();
  const first = replies(page).first();
  await first.hover();
  await first.getByRole("button", { name: "More actions" }).click();
  await expectAccessible(page, "the menu of a message");
  await page.getByRole("menuitem", { name: "New chat from here" }).click();
  await expect(page).not.toHaveURL(original);
  await expect(messages(page)).toHaveCount(2);
  await expect(page.getByRole("link", { name: "A scripted title (2)" })).toBeVisible();
  await shoot(page, "fork");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, "a copied chat on a small dark screen");
  await shoot(page, "fork-dark-360");
  await page.setViewportSize({ width: 1280, height: 720 });
  await expectScreenEqualsStored(page, sql, { plain: true });
  await say(page, "Something else");
  await expect(messages(page)).toHaveCount(4);
  await expectEnd(page, "completed");
  await page.getByRole("link", { name: /^Copied from/ }).click();
  await expect(page).toHaveURL(original);
  await expect(wordsOf(messages(page).nth(2))).toHaveText("The second thing");
});

journey(
  "a message is deleted with its reply on all tabs, and undo brings it back",
  async (scene) => {
    const { page, context, sql } = scene;
    await enter(page);
    for (const [i, text] of ["The first thing", "The second thing", "The third thing"].entries()) {
      await say(page, text);
      await expect(messages(page)).toHaveCount(2 * (i + 1));
      await expectEnd(page, "completed");
    }
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(messages(other)).toHaveCount(6);
    const second = replies(page).nth(1);
    await second.hover();
    await second.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete message and reply" }).click();
    const left = ["The first thing", "The first thing", "The third thing", "The third thing"];
    await expect(wordsOf(messages(page))).toHaveText(left);
    await expect(wordsOf(messages(other))).toHaveText(left);
    await shoot(page, "message-deleted");
    await expectAccessible(page, "a deleted message");
    await expectScreenEqualsStored(page, sql, { plain: true });
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(messages(page)).toHaveCount(6);
    await expect(wordsOf(messages(other).nth(2))).toHaveText("The second thing");
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
);

journey("a conversation goes on from the version on the screen", async (journey) => {
  const { page, mock, sql } = journey;
  await throwTwice(journey);
  await page.getByRole("button", { name: "Previous version" }).click();
  await expectVersion(replies(page), "Version 1 of 2", "Heads.");
  const before = replyCount(mock);
  await say(page, "So I win? [[gate]]");
  const reply = await heldReply(mock, before + 1);
  reply.push("You do.");
  reply.release();
  await expect(messages(page)).toHaveCount(4);
  await expectEnd(page, "completed");
  expect(reply.request.body).toMatchObject({
    messages: [
      { role: "system" },
      { role: "user", content: "Throw a coin. [[gate]]" },
      { role: "assistant", content: "Heads." },
      { role: "user", content: "So I win? [[gate]]" },
    ],
  });
  await expectScreenEqualsStored(page, sql, { plain: true });

  await page.getByRole("button", { name: "Next version" }).click();
  await expect(messages(page)).toHaveCount(2);
  await expectVersion(replies(page), "Version 2 of 2", "Tails.");
  await page.reload();
  await expect(messages(page)).toHaveCount(2);
  await expectVersion(replies(page), "Version 2 of 2", "Tails.");
  await page.getByRole("button", { name: "Previous version" }).click();
  await expect(messages(page)).toHaveCount(4);
  await page.reload();
  await expect(messages(page)).toHaveCount(4);
  await expectVersion(replies(page).first(), "Version 1 of 2", "Heads.");
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey(
  "versions are made and gone through by keyboard, without losing the place",
  async (scene) => {
    const { page, mock } = scene;
    await enter(page);
    const first = await sayHeld(page, mock, "Throw a coin.");
    first.push("Heads.");
    first.release();
    await expectEnd(page, "completed");
    const before = replyCount(mock);
    await page.getByRole("button", { name: "Regenerate" }).press("Enter");
    const second = await heldReply(mock, before + 1);
    await expect(page.getByRole("region", { name: "Messages" })).toBeFocused();
    second.push("Tails.");
    second.release();
    await expectEnd(page, "completed");
    const button = (name: string) => page.getByRole("button", { name });
    await button("Previous version").press("Enter");
    await expectVersion(replies(page), "Version 1 of 2", "Heads.");
    await expect(button("Previous version")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(button("Next version")).toBeFocused();
    await page.keyboard.press("Enter");
    await expectVersion(replies(page), "Version 2 of 2", "Tails.");
    await expect(button("Next version")).toBeFocused();
  },
);
