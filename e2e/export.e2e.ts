import type { Page } from "playwright";
import { threadFileSchema } from "../shared/thread-file.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say, sidebar } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

/** Opens the export dialog of the thread with this title. */
async function openExport(page: Page, title: string): Promise<void> {
  await sidebar(page).getByRole("link", { name: title }).hover();
  await sidebar(page)
    .getByRole("button", { name: `Actions for “${title}”` })
    .click();
  await page.getByRole("menuitem", { name: "Export" }).click();
  await expect(page.getByRole("radio", { name: /Markdown/ })).toBeFocused();
}

/** Saves with the chosen format, and returns the file. */
async function save(page: Page): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const file = await download;
  const text = await Bun.file(await file.path()).text();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  return { name: file.suggestedFilename(), text };
}

journey("a long chat is saved whole, as Markdown and as JSON", async ({ page, sql }) => {
  await enter(page);
  const exchanges = Array.from({ length: 90 }, (_, i) => ({
    question: `Question ${i}`,
    reply: `Reply **${i}**`,
  }));
  const { messageCount } = await seedThread(sql, "Plans: 2027/28?", exchanges);
  await page.reload();
  await openExport(page, "Plans: 2027/28?");
  await expectAccessible(page, "the export dialog");
  await shoot(page, "dialog");
  const markdown = await save(page);
  expect(markdown.name).toBe("Plans 2027 28.md");
  expect(markdown.text).toMatch(/^# Plans: 2027\/28\?\n\n## You · /);
  expect(markdown.text.match(/^## /gm)).toHaveLength(messageCount);
  expect(markdown.text).toContain("\n\nReply **89**\n");

  await openExport(page, "Plans: 2027/28?");
  await page.keyboard.press("ArrowDown");
  const html = await save(page);
  expect(html.name).toBe("Plans 2027 28.html");
  expect(html.text.match(/<article /g)).toHaveLength(messageCount);
  expect(html.text).toContain("<strong>89</strong>");

  await openExport(page, "Plans: 2027/28?");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const json = await save(page);
  expect(json.name).toBe("Plans 2027 28.json");
  const file = threadFileSchema.parse(JSON.parse(json.text));
  expect(file.messages).toHaveLength(messageCount);
  expect(file.messages[0]?.text).toBe("Question 0");
});

journey("thoughts are in the file only where they are wanted", async ({ page }) => {
  await enter(page);
  await say(page, "Think. [[only-thoughts]]");
  await expectEnd(page, "completed");
  await openExport(page, "A scripted title");
  expect((await save(page)).text).not.toContain("> **Thoughts**");
  await openExport(page, "A scripted title");
  await page.getByRole("checkbox", { name: "Include thoughts" }).check();
  expect((await save(page)).text).toContain("> **Thoughts**");
});
