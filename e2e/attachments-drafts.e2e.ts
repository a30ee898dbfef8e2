import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import {
  bring,
  chips,
  choose,
  expectReady,
  holdParts,
  knownFiles,
  loadedPicture,
  picture,
  removeFile,
  sentFiles,
  textFile,
} from "./journey/files.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, say, threadIdOf } from "./journey/screen.ts";
import { storedWords } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const newChat = (page: Page) => page.getByRole("link", { name: "New chat" }).first();

journey(
  "a draft keeps its files over a reload and other conversations",
  async ({ page, mock, sql }) => {
    await enter(page);
    const reply = await sayHeld(page, mock, "Begin.");
    await choose(page, [textFile("one.txt", "one"), picture("two.png", 90, 60)]);
    await expectReady(page, 2);
    await composer(page).fill("With both");
    await newChat(page).click();
    await expect(chips(page)).toHaveCount(0);
    await page.goBack();
    await expect(chips(page)).toHaveText([/one.txt/, /two.png/]);
    await page.reload();
    await expect(messages(page)).toHaveCount(2);
    await expectReady(page, 2);
    await expect(chips(page).last().locator("img")).toBeVisible();
    await expect(composer(page)).toHaveValue("With both");
    await composer(page).press("Enter");
    const waiting = page.getByTestId("waiting");
    await expect(waiting).toContainText("2 files");
    await expect(chips(page)).toHaveCount(0);
    await waiting.getByRole("button", { name: "Edit" }).click();
    await expectReady(page, 2);
    await expect(composer(page)).toHaveValue("With both");
    await composer(page).press("Enter");
    await expect(waiting).toContainText("2 files");
    reply.push("Done.");
    reply.release();
    await expect(messages(page)).toHaveCount(4);
    await expectEnd(page, "completed");
    await expect(sentFiles(page)).toHaveCount(2);
    await expect(loadedPicture(page, "two.png")).toBeVisible();
    expect(await storedWords(sql, threadIdOf(page))).toEqual(["Begin. [[gate]]", "With both"]);
  },
);

journey("what cannot be sent comes back with its files", async ({ page, sql }) => {
  await enter(page);
  await choose(page, [textFile("kept.txt", "kept"), textFile("lost.txt", "lost")]);
  await expectReady(page, 2);
  await sql`delete from attachments where name = 'lost.txt'`;
  await say(page, "With both");
  const message = messages(page).first();
  await expect(message).toContainText("or one of the files, no longer exists");
  await expect(sentFiles(page)).toHaveCount(2);
  await message.getByRole("button", { name: "Discard" }).click();
  await expect(page).toHaveURL("/");
  await expect(composer(page)).toHaveValue("With both");
  await expect(chips(page)).toHaveText([/kept.txt/, /lost.txt.*interrupted/]);
  await removeFile(page, "lost.txt").click();
  await composer(page).press("Enter");
  await expectEnd(page, "completed");
  await expect(sentFiles(page)).toHaveText([/kept.txt/]);
});

journey("a waiting message that is deleted takes its files along", async ({ page, mock, sql }) => {
  await enter(page);
  const reply = await sayHeld(page, mock, "Begin.");
  await choose(page, textFile("gone.txt", "gone"));
  await expectReady(page, 1);
  await say(page, "Unwanted");
  await page.getByTestId("waiting").getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => knownFiles(sql, "gone.txt")).toEqual([]);
  reply.push("Done.");
  reply.release();
  await expectEnd(page, "completed");
});

journey("an upload that the reload broke off says so, and is chosen again", async ({ page }) => {
  await enter(page);
  await holdParts(page);
  await choose(page, textFile("broken.txt", "broken"));
  await expect(chips(page)).toHaveAttribute("data-status", "uploading");
  await page.reload();
  await expect(chips(page)).toHaveAttribute("data-status", "refused");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await expect(chips(page)).toContainText("The upload was interrupted.");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose again broken.txt" }).click();
  await (await chooser).setFiles(textFile("whole.txt", "whole"));
  await expectReady(page, 1);
  await expect(chips(page)).toContainText("whole.txt");
});

journey("an upload goes on while another conversation is on the screen", async ({ page }) => {
  await enter(page);
  await say(page, "First");
  await expectEnd(page, "completed");
  const release = await holdParts(page);
  await choose(page, textFile("meanwhile.txt", "meanwhile"));
  await expect(chips(page)).toHaveAttribute("data-status", "uploading");
  await newChat(page).click();
  await expect(chips(page)).toHaveCount(0);
  const answered = page.waitForResponse(/\/parts\/0$/);
  release();
  await answered;
  await page.goBack();
  await expectReady(page, 1);
});

journey(
  "an upload waits for the connection, and goes on by itself",
  async ({ page, context, cable }) => {
    await enter(page);
    cable.cut();
    await context.setOffline(true);
    await expect(page.getByText("You’re offline.")).toBeVisible();
    await bring(composer(page), "paste", { files: [textFile("later.txt", "later")] });
    await expect(page.getByText("This part of the app couldn’t be loaded.")).toBeVisible();
    cable.mend();
    await context.setOffline(false);
    await choose(page, textFile("first.txt", "first"));
    await expectReady(page, 1);
    cable.cut();
    await context.setOffline(true);
    await choose(page, textFile("later.txt", "later"));
    await expect(chips(page).last()).toContainText("Waiting for the connection…");
    cable.mend();
    await context.setOffline(false);
    await expectReady(page, 2);
  },
  { throughCable: true },
);
