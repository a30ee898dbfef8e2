import type { BrowserContext, Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { makePdf } from "../server/chat/attachments/reading/pdf.testing.ts";
import {
  archive,
  bring,
  chips,
  choose,
  type ChosenFile,
  expectReady,
  holdParts,
  knownFiles,
  loadedPicture,
  picture,
  removeFile,
  sentFiles,
  textFile,
} from "./journey/files.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, threadIdOf, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored, storedWords } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path);

const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true });

/** Opens a picture in a new tab. */
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

journey("a file without any text says so, and can be sent all the same", async ({ page }) => {
  await enter(page);
  const buffer = Buffer.from(makePdf(["", ""]));
  await choose(page, { name: "scan.pdf", mimeType: "application/pdf", buffer });
  await expectReady(page, 1);
  await expect(chips(page)).toContainText("No text found in this file.");
  await expect(
    page.getByRole("status").filter({ hasText: "scan.pdf: No text found in this file." }),
  ).toBeAttached();
  await page.reload();
  await expect(chips(page)).toContainText("No text found in this file.");
  await composer(page).fill("What is this?");
  await composer(page).press("Enter");
  await expectEnd(page, "completed");
  await expect(sentFiles(page)).toHaveCount(1);
});

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
  await expect(page.getByText("A file is still uploading.")).toBeVisible();
  await expect(composer(page)).toHaveValue("Wait for it");
  expect(await sql`select 1 from messages where text = 'Wait for it'`).toHaveLength(0);
  release();
  await expectReady(page, 1);
  await expect(page.getByRole("status").getByText("slow.txt is ready.")).toHaveCount(1);
  await expect(page.getByText("A file is still uploading.")).toHaveCount(0);
  await composer(page).press("Enter");
  await expectEnd(page, "completed");
  await expect(sentFiles(page)).toHaveCount(1);
});

journey("a file that cannot be read has to be taken away", async ({ page, sql }) => {
  await enter(page);
  await choose(page, [archive("bundle.zip"), textFile("fine.txt", "fine")]);
  await expect(chips(page).first()).toHaveAttribute("data-status", "refused");
  await expect(chips(page).first()).toContainText("isn’t supported");
  await expect(chips(page).last()).toHaveAttribute("data-status", "ready");
  await composer(page).fill("Read this");
  await expect(send(page)).toBeDisabled();
  await expect(page.getByText("One of the files can’t be sent.")).toBeVisible();
  await removeFile(page, "bundle.zip").press("Enter");
  await expect(removeFile(page, "fine.txt")).toBeFocused();
  await expect(send(page)).toBeEnabled();
  await removeFile(page, "fine.txt").press("Enter");
  await expect(composer(page)).toBeFocused();
  await expect(chips(page)).toHaveCount(0);
  await expect.poll(() => knownFiles(sql, "bundle.zip", "fine.txt")).toEqual([]);
});

journey("what the assistant does not take is not even announced", async ({ page, sql }) => {
  await sql`update workflows set settings = jsonb_set(settings, '{fileUpload}', '{"enabled": true, "maxFileSize": 1, "maxFiles": 2}')`;
  try {
    await enter(page);
    const large: ChosenFile = {
      name: "large.bin",
      mimeType: "",
      buffer: Buffer.alloc(1024 * 1024 + 1),
    };
    await choose(page, [large, textFile("empty.txt", ""), textFile("three.txt", "3")]);
    await expect(chips(page)).toContainText([/The limit is 1 MB/, /is empty/, /up to 2 files/]);
    expect(await knownFiles(sql, "large.bin", "empty.txt", "three.txt")).toEqual([]);
    await removeFile(page, "empty.txt").click();
    await page.getByRole("button", { name: "Try again three.txt" }).click();
    await expect(chips(page).last()).toHaveAttribute("data-status", "ready");
    await page.reload();
    await expect(chips(page)).toHaveText([/three.txt/]);
  } finally {
    await sql`update workflows set settings = jsonb_set(settings, '{fileUpload}', '{"enabled": true, "maxFileSize": 32, "maxFiles": 10}')`;
  }
});

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
