import type { BrowserContext, Page } from "playwright";
import type { Sql } from "postgres";
import { expect } from "./journey/expect.ts";
import {
  archive,
  bring,
  chips,
  choose,
  type ChosenFile,
  expectReady,
  holdParts,
  loadedPicture,
  picture,
  sentFiles,
  textFile,
} from "./journey/files.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import {
  composer,
  enter,
  expectEnd,
  messages,
  say,
  threadIdOf,
  wordsOf,
} from "./journey/screen.ts";
import { expectScreenEqualsStored, storedWords } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path);

const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true });
const remove = (page: Page, name: string) => page.getByRole("button", { name: `Remove ${name}` });
const newChat = (page: Page) => page.getByRole("link", { name: "New chat" }).first();

/** Those of the files that the server has. */
async function known(sql: Sql, ...names: string[]): Promise<string[]> {
  const rows = await sql<
    { name: string }[]
  >`select name from attachments where name in ${sql(names)}`;
  return rows.map(({ name }) => name);
}

/** Opens a picture in a tab of its own. */
async function openPicture(page: Page, context: BrowserContext, name: string): Promise<Page> {
  const opened = context.waitForEvent("page");
  await page.getByRole("button", { name: `Open ${name}` }).click();
  return opened;
}

journey(
  "files are chosen, dropped and pasted, sent, and seen in another tab",
  async ({ page, context, mock, sql }) => {
    await enter(page);
    await choose(page, textFile("notes.txt", "The key is under the mat."));
    await expect(chips(page)).toHaveCount(1);
    const main = page.getByRole("main");
    await bring(main, "dragenter", { files: [textFile("x", "x")] });
    await expect(page.getByTestId("drop-area")).toBeVisible();
    await bring(main, "drop", { files: [picture("sunset.png", 640, 400)] });
    await expect(page.getByTestId("drop-area")).toHaveCount(0);
    await bring(composer(page), "paste", { files: [picture("image.png", 64, 64)] });
    await expectReady(page, 3);
    await composer(page).fill("What is in these?");
    await composer(page).press("Enter");
    await expectEnd(page, "completed");
    await expect(chips(page)).toHaveCount(0);
    await expect(sentFiles(page)).toHaveCount(3);
    await expect(loadedPicture(page, "sunset.png")).toBeVisible();
    await expectScreenEqualsStored(page, sql);
    const asked = mock.requests.filter(({ kind }) => kind === "reply").at(-1);
    expect(JSON.stringify(asked?.body)).toContain("The key is under the mat.");

    const other = await context.newPage();
    await other.goto(page.url());
    await expect(loadedPicture(other, "sunset.png")).toBeVisible();
    const download = other.waitForEvent("download");
    await other.getByRole("button", { name: "Download notes.txt" }).click();
    expect((await download).suggestedFilename()).toBe("notes.txt");
    const opened = await openPicture(other, context, "sunset.png");
    const whole = opened.locator("img");
    const width = () => whole.evaluate((img) => "naturalWidth" in img && img.naturalWidth);
    await expect.poll(width).toBe(640);
  },
);

journey("text that is pasted beside a picture of it stays text", async ({ page }) => {
  await enter(page);
  const texts = { "text/plain": "a table", "text/html": "<table></table>" };
  await bring(composer(page), "paste", { files: [picture("image.png", 8, 8)], texts });
  await bring(composer(page), "paste", { files: [textFile("name.txt", "a file")] });
  await expect(chips(page)).toHaveCount(1);
  await expect(chips(page)).toContainText("name.txt");
});

journey("a message may be files alone", async ({ page, sql }) => {
  await enter(page);
  await expect(send(page)).toBeDisabled();
  await choose(page, picture("alone.png", 300, 200));
  await expectReady(page, 1);
  await send(page).click();
  await expect(messages(page)).toHaveCount(2);
  await expect(messages(page).last()).toHaveAttribute("data-status", /completed|failed/);
  await expect(loadedPicture(page, "alone.png")).toBeVisible();
  await expect(wordsOf(messages(page).first())).toHaveCount(0);
  await expect(messages(page).first().getByRole("button", { name: "Copy" })).toHaveCount(0);
  await page.reload();
  await expect(loadedPicture(page, "alone.png")).toBeVisible();
  expect(await storedWords(sql, threadIdOf(page))).toEqual([""]);
});

journey("what is on its way holds the message back, and its text stays", async ({ page, sql }) => {
  await enter(page);
  const release = await holdParts(page);
  await choose(page, textFile("slow.txt", "patience"));
  await expect(chips(page)).toHaveAttribute("data-status", "uploading");
  await expect(page.getByRole("progressbar", { name: "Upload of slow.txt" })).toBeVisible();
  await composer(page).fill("Wait for it");
  await expect(send(page)).toBeDisabled();
  await composer(page).press("Enter");
  await expect(page.getByText("A file is still on its way.")).toBeVisible();
  await expect(composer(page)).toHaveValue("Wait for it");
  expect(await sql`select 1 from messages where text = 'Wait for it'`).toHaveLength(0);
  release();
  await expectReady(page, 1);
  await expect(page.getByRole("status").getByText("slow.txt is ready.")).toHaveCount(1);
  await expect(page.getByText("A file is still on its way.")).toHaveCount(0);
  await composer(page).press("Enter");
  await expectEnd(page, "completed");
  await expect(sentFiles(page)).toHaveCount(1);
});

journey("a file that cannot be read has to be taken away", async ({ page, sql }) => {
  await enter(page);
  await choose(page, [archive("bundle.zip"), textFile("fine.txt", "fine")]);
  await expect(chips(page).first()).toHaveAttribute("data-status", "refused");
  await expect(chips(page).first()).toContainText("cannot be read here");
  await expect(chips(page).last()).toHaveAttribute("data-status", "ready");
  await composer(page).fill("Read this");
  await expect(send(page)).toBeDisabled();
  await expect(page.getByText("One of the files cannot be sent.")).toBeVisible();
  await remove(page, "bundle.zip").press("Enter");
  await expect(remove(page, "fine.txt")).toBeFocused();
  await expect(send(page)).toBeEnabled();
  await remove(page, "fine.txt").press("Enter");
  await expect(composer(page)).toBeFocused();
  await expect(chips(page)).toHaveCount(0);
  await expect.poll(() => known(sql, "bundle.zip", "fine.txt")).toEqual([]);
});

journey("what the assistant does not take is not even announced", async ({ page, sql }) => {
  await sql`update workflows set settings = jsonb_set(settings, '{fileUpload}', '{"enabled": true, "maxFileSize": 1, "maxFiles": 2}')`;
  try {
    await enter(page);
    const large: ChosenFile = {
      ...{ name: "large.bin", mimeType: "", buffer: Buffer.alloc(1024 * 1024 + 1) },
    };
    await choose(page, [large, textFile("empty.txt", ""), textFile("three.txt", "3")]);
    await expect(chips(page)).toContainText([/1 MB is the most/, /is empty/, /2 files at most/]);
    expect(await known(sql, "large.bin", "empty.txt", "three.txt")).toEqual([]);
    await remove(page, "empty.txt").click();
    await page.getByRole("button", { name: "Try again three.txt" }).click();
    await expect(chips(page).last()).toHaveAttribute("data-status", "ready");
    await page.reload();
    await expect(chips(page)).toHaveText([/three.txt/]);
  } finally {
    await sql`update workflows set settings = jsonb_set(settings, '{fileUpload}', '{"enabled": true, "maxFileSize": 32, "maxFiles": 10}')`;
  }
});

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
  await remove(page, "lost.txt").click();
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
  await expect.poll(() => known(sql, "gone.txt")).toEqual([]);
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
    await expect(page.getByText("You are offline.")).toBeVisible();
    await bring(composer(page), "paste", { files: [textFile("later.txt", "later")] });
    await expect(page.getByText("This part of the app could not be loaded.")).toBeVisible();
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

journey("where the assistant takes no files there is no way to add any", async ({ page, sql }) => {
  const set = (enabled: boolean) =>
    sql`update workflows set settings = jsonb_set(settings, '{fileUpload,enabled}', ${String(enabled)}::jsonb)`;
  await set(false);
  try {
    await enter(page);
    await expect(page.getByRole("button", { name: "Attach files" })).toHaveCount(0);
    await bring(composer(page), "paste", { files: [textFile("no.txt", "no")] });
    await bring(page.getByRole("main"), "dragenter", { files: [textFile("no.txt", "no")] });
    await expect(page.getByTestId("drop-area")).toHaveCount(0);
    await expect(chips(page)).toHaveCount(0);
  } finally {
    await set(true);
  }
});
