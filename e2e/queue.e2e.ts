import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { type HeldReply, heldReply, replyCount, sayHeld } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import {
  composer,
  enter,
  expectEnd,
  messages,
  replies,
  say,
  threadIdOf,
  wordsOf,
} from "./journey/screen.ts";
import { expectScreenEqualsStored, storedWords } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path);

const waiting = (page: Page) => page.getByTestId("waiting");

/** A reply in progress. */
async function beginReply({ page, mock }: Journey): Promise<HeldReply> {
  await enter(page);
  const reply = await sayHeld(page, mock, "Begin.");
  reply.push("So it begins");
  await expect(wordsOf(replies(page))).toHaveText("So it begins");
  return reply;
}

journey("what is said during a reply waits, and goes out in order", async (scene) => {
  const { page, context, mock, sql } = scene;
  const first = await beginReply(scene);
  const before = replyCount(mock);
  await say(page, "Second. [[gate]]");
  await say(page, "Third. [[gate]]");
  await expect(waiting(page)).toHaveText([/Second/, /Third/]);
  await expect(composer(page)).toBeFocused();
  await expect(messages(page)).toHaveCount(2);

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(waiting(other)).toHaveText([/Second/, /Third/]);
  await other.close();
  await page.reload();
  await expect(waiting(page)).toHaveText([/Second/, /Third/]);
  expect(replyCount(mock)).toBe(before);

  first.release();
  const second = await heldReply(mock, before + 1);
  await expect(waiting(page)).toHaveText([/Third/]);
  await expect(messages(page)).toHaveCount(4);
  second.push("Two");
  second.release();
  const third = await heldReply(mock, before + 2);
  third.push("Three");
  third.release();
  await expect(waiting(page)).toHaveCount(0);
  await expect(wordsOf(replies(page).last())).toHaveText("Three");
  await expectEnd(page, "completed");
  expect(await storedWords(sql, threadIdOf(page))).toEqual([
    "Begin. [[gate]]",
    "Second. [[gate]]",
    "Third. [[gate]]",
  ]);
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey("a waiting message can be sent now, taken back and changed", async (scene) => {
  const { page, mock, sql } = scene;
  await beginReply(scene);
  const before = replyCount(mock);
  for (const text of ["Unwanted", "Nearly right", "Urgent [[gate]]"]) await say(page, text);
  await expect(waiting(page)).toHaveCount(3);
  await waiting(page).first().getByRole("button", { name: "Delete" }).click();
  await expect(waiting(page)).toHaveText([/Nearly right/, /Urgent/]);
  await waiting(page).first().getByRole("button", { name: "Edit" }).click();
  await expect(composer(page)).toHaveValue("Nearly right");
  await expect(composer(page)).toBeFocused();
  await say(page, "Quite right");
  await expect(waiting(page)).toHaveText([/Urgent/, /Quite right/]);
  await waiting(page).first().getByRole("button", { name: "Send now" }).click();

  const urgent = await heldReply(mock, before + 1);
  await expect(replies(page).first()).toHaveAttribute("data-status", "stopped");
  await expect(waiting(page)).toHaveText([/Quite right/]);
  urgent.push("At once.");
  urgent.release();
  await expect(messages(page)).toHaveCount(6);
  await expectEnd(page, "completed");
  expect(await storedWords(sql, threadIdOf(page))).toEqual([
    "Begin. [[gate]]",
    "Urgent [[gate]]",
    "Quite right",
  ]);
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey("Stop holds back what waits, until the person sends it", async (scene) => {
  const { page, mock, sql } = scene;
  await beginReply(scene);
  const before = replyCount(mock);
  await composer(page).fill("And then?");
  await page.getByRole("button", { name: "Send after this reply" }).click();
  await expect(waiting(page)).toHaveText([/And then\?/]);
  await page.getByRole("button", { name: "Stop" }).click();
  await expectEnd(page, "stopped");
  await expect(page.getByText("the last reply didn’t finish")).toBeVisible();
  expect(replyCount(mock)).toBe(before);
  await waiting(page).getByRole("button", { name: "Send now" }).click();
  await expect(messages(page)).toHaveCount(4);
  await expectEnd(page, "completed");
  await expect(waiting(page)).toHaveCount(0);
  expect(replyCount(mock)).toBe(before + 1);
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey("what is typed after Stop goes out after what Stop held back", async (scene) => {
  const { page, mock, sql } = scene;
  await beginReply(scene);
  const before = replyCount(mock);
  await say(page, "Second. [[gate]]");
  await expect(waiting(page)).toHaveText([/Second/]);
  await page.getByRole("button", { name: "Stop" }).click();
  await expectEnd(page, "stopped");
  await expect(page.getByText("the last reply didn’t finish")).toBeVisible();
  await say(page, "Third. [[gate]]");
  const second = await heldReply(mock, before + 1);
  await expect(waiting(page)).toHaveText([/Third/]);
  await expect(messages(page)).toHaveCount(4);
  second.push("Two");
  second.release();
  const third = await heldReply(mock, before + 2);
  await expect(waiting(page)).toHaveCount(0);
  third.push("Three");
  third.release();
  await expectEnd(page, "completed");
  expect(await storedWords(sql, threadIdOf(page))).toEqual([
    "Begin. [[gate]]",
    "Second. [[gate]]",
    "Third. [[gate]]",
  ]);
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey(
  "a message taken back for another wording is kept, whatever becomes of the answer",
  async (scene) => {
    const { page, cable, context, mock, sql } = scene;
    const reply = await beginReply(scene);
    const before = replyCount(mock);
    await say(page, "Precious words");
    await expect(waiting(page)).toHaveText([/Precious/]);
    await expect
      .poll(async () => (await sql`select 1 from queued_messages where text <> ''`).length)
      .toBe(1);
    cable.deafen();
    await waiting(page).getByRole("button", { name: "Edit" }).click();
    await expect(composer(page)).toHaveValue("Precious words");
    await expect(composer(page)).toBeFocused();
    await expect(waiting(page)).toHaveCount(0);
    cable.cut();
    await context.setOffline(true);
    cable.mend();
    await context.setOffline(false);
    await expect
      .poll(async () => (await sql`select 1 from queued_messages where text <> ''`).length)
      .toBe(0);
    reply.release();
    await expectEnd(page, "completed");
    await expect(composer(page)).toHaveValue("Precious words");
    await expect(page.getByText("Couldn’t change this message")).toHaveCount(0);
    expect(replyCount(mock)).toBe(before);
    expect(await storedWords(sql, threadIdOf(page))).toEqual(["Begin. [[gate]]"]);
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
  { throughCable: true },
);

journey(
  "a message that is deleted on its way to the server does not come back",
  async (scene) => {
    const { page, cable, context, mock, sql } = scene;
    const reply = await beginReply(scene);
    const before = replyCount(mock);
    cable.deafen();
    await say(page, "Unwanted");
    await expect(waiting(page)).toHaveText([/Unwanted/]);
    await waiting(page).getByRole("button", { name: "Delete" }).click();
    await expect(waiting(page)).toHaveCount(0);
    cable.cut();
    await context.setOffline(true);
    cable.mend();
    await context.setOffline(false);
    // A deletion leaves a trace, whichever of the two calls comes first.
    const thread = threadIdOf(page);
    await expect
      .poll(async () => {
        const rows = await sql`select removed_at from queued_messages where thread_id = ${thread}`;
        return rows.map((row) => row["removed_at"] !== null);
      })
      .toEqual([true]);
    reply.release();
    await expectEnd(page, "completed");
    await expect(waiting(page)).toHaveCount(0);
    expect(replyCount(mock)).toBe(before);
    expect(await storedWords(sql, threadIdOf(page))).toEqual(["Begin. [[gate]]"]);
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
  { throughCable: true },
);

journey("a message taken back for another wording stays with its thread", async (scene) => {
  const { page, sql } = scene;
  const reply = await beginReply(scene);
  await say(page, "Not quite");
  await expect(waiting(page)).toHaveText([/Not quite/]);
  await waiting(page).getByRole("button", { name: "Edit" }).click();
  await page.getByRole("link", { name: "New chat" }).first().click();
  await expect(page).toHaveURL("/");
  await expect(composer(page)).toHaveValue("");
  await page.goBack();
  await expect(composer(page)).toHaveValue("Not quite");
  await expect(waiting(page)).toHaveCount(0);
  reply.release();
  await expectEnd(page, "completed");
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey("after Delete and Send now the focus is in the composer", async (scene) => {
  const { page, mock, sql } = scene;
  await beginReply(scene);
  const before = replyCount(mock);
  await say(page, "One");
  await say(page, "Two [[gate]]");
  await waiting(page).first().getByRole("button", { name: "Delete" }).press("Enter");
  await expect(waiting(page)).toHaveText([/Two/]);
  await expect(composer(page)).toBeFocused();
  const sendNow = waiting(page).getByRole("button", { name: "Send now" });
  await expect(sendNow).toBeEnabled();
  await sendNow.press("Enter");
  await expect(composer(page)).toBeFocused();
  const reply = await heldReply(mock, before + 1);
  reply.push("Done.");
  reply.release();
  await expectEnd(page, "completed");
  await expectScreenEqualsStored(page, sql, { plain: true });
});
