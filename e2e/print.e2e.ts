import { extractText, getDocumentProxy } from "unpdf";
import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { expectReady, loadedPicture, picture, textFile } from "./journey/files.ts";
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
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

function numbers<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i + 1));
}

/** A wide table, a long block of code, and paragraphs: several pages of each. */
const long = [
  "# The long answer",
  `\`\`\`ts\n${numbers(90, (n) => `const line${n} = "${"word ".repeat(40)}end${n}";`).join("\n")}\n\`\`\``,
  `| ${numbers(9, (n) => `Column ${n}`).join(" | ")} |\n|${"---|".repeat(9)}`,
  numbers(80, (n) => `| ${numbers(9, (c) => `cell${n}x${c}`).join(" | ")} |`).join("\n"),
]
  .join("\n\n")
  .replace("|\n\n| cell", "|\n| cell");

/** The pages that the browser prints, as text without white space. */
async function printed(page: Page): Promise<string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: "A4" })));
  const { text } = await extractText(pdf);
  return text.map((each) => each.replace(/\s+/g, ""));
}

/** Takes the browser many slices to render. */
const wordy = `${"A long way round. ".repeat(30)}\n\n`.repeat(400);

/** Notes each print, and what is on the page at that moment: how many replies, and pictures. */
async function notePrints(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.print = () => {
      const replies = document.querySelectorAll(".md").length;
      const pictures = document.querySelectorAll("[data-picture] img").length;
      const before = document.documentElement.getAttribute("data-prints") ?? "";
      document.documentElement.setAttribute("data-prints", `${before} ${replies}/${pictures}`);
    };
  });
}

const expectPrints = (page: Page, prints: string) =>
  expect(page.locator("html")).toHaveAttribute("data-prints", ` ${prints}`);

/** Presses the keys several times before the page can do anything. */
const pressPrint = (page: Page, times = 1) =>
  page.evaluate((count) => {
    for (let n = 0; n < count; n++)
      document.body.dispatchEvent(
        new KeyboardEvent("keydown", { key: "p", ctrlKey: true, bubbles: true, cancelable: true }),
      );
  }, times);

journey("a thread is printed alone and whole, in light colours", async ({ page, sql }) => {
  await enter(page);
  const exchanges = numbers(30, (n) => ({
    question: `Question ${n}?`,
    reply: `Answer ${n}. ${n === 1 ? wordy : ""}Done ${n}.`,
  }));
  const { id, messageCount } = await seedThread(sql, "All about paper", [
    ...exchanges,
    { question: "And at length?", reply: `${long}\n\nThe very end.` },
  ]);
  await notePrints(page);
  await page.goto(`/t/${id}`);
  await expect(messages(page)).toHaveCount(50);
  await page.keyboard.press("Control+p");
  await expectPrints(page, "31/0");
  expect(await messages(page).count()).toBe(messageCount);
  await expect(page.getByText("The very end.")).toBeVisible();
  await expect(sidebar(page).getByRole("link", { name: "All about paper" })).toBeVisible();

  const pages = await printed(page);
  const paper = pages.join("");
  expect(pages.length).toBeGreaterThan(3);
  for (const { question, reply } of exchanges)
    for (const words of [question, reply.slice(0, 10), reply.slice(-8)])
      expect(paper.includes(words.replace(/\s+/g, "")), words).toBe(true);
  for (const n of [1, 45, 90]) expect(paper).toContain(`end${n}";`);
  for (const row of [1, 40, 80])
    for (const column of [1, 9]) expect(paper).toContain(`cell${row}x${column}`);
  expect(paper).toContain("Theveryend.");
  expect(paper.startsWith("Allaboutpaper")).toBe(true);
  expect(paper.split("Allaboutpaper")).toHaveLength(2);
  expect(paper).not.toMatch(/Newchat|Guest|Writeamessage/);
  if (process.env["CHATKIT_SHOTS"])
    await Bun.write(`${process.env["CHATKIT_SHOTS"]}/print.pdf`, await page.pdf({ format: "A4" }));
});

journey(
  "what is printed in the dark theme is light",
  async ({ page, sql }) => {
    await enter(page);
    const reply = "Text.\n\n```ts\nconst a = 1;\n```";
    const { id } = await seedThread(sql, "Night", [{ question: "Dark?", reply }]);
    await page.goto(`/t/${id}`);
    await expect(page.locator(".md-code .hl-keyword")).toHaveText("const");
    const colours = () =>
      page.evaluate(() =>
        ["body", ".md-code", ".hl-keyword"].map((selector) => {
          const element = document.querySelector(selector);
          if (!element) throw new Error(`no ${selector}`);
          const { color, backgroundColor } = getComputedStyle(element);
          return [color, backgroundColor];
        }),
      );
    await page
      .getByTestId("file-input")
      .setInputFiles([picture("leaf.png", 90, 60), textFile("notes.txt", "Notes")]);
    await expectReady(page, 2);
    await say(page, "And a picture?");
    await expectEnd(page, "completed");
    const leaf = loadedPicture(page, "leaf.png");
    await expect(leaf).toBeVisible();
    const onScreen = await colours();
    expect(onScreen[0]?.[1]).toBe("rgb(22, 25, 29)");
    await page.emulateMedia({ media: "print" });
    const onPaper = await colours();
    expect(onPaper[0]).toEqual(["rgb(27, 31, 36)", "rgb(255, 255, 255)"]);
    await expect(leaf).toBeVisible();
    await expect(page.getByRole("button", { name: "Download notes.txt" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy", exact: true })).toHaveCount(0);
    for (const [i, [colour]] of onPaper.entries()) expect(colour).not.toBe(onScreen[i]?.[0]);
  },
  { browser: { colorScheme: "dark" } },
);

journey(
  "a print begun several times is one, with the pictures out of view",
  async ({ page, sql }) => {
    await enter(page);
    await page.getByTestId("file-input").setInputFiles([picture("leaf.png", 90, 60)]);
    await expectReady(page, 1);
    await say(page, "What is this?");
    await expectEnd(page, "completed");
    const id = threadIdOf(page);
    await sql`
    update messages set text = ${numbers(90, (n) => `Paragraph ${n}.`).join("\n\n")}
    where thread_id = ${id} and role = 'assistant'`;
    await notePrints(page);
    await page.goto(`/t/${id}`);
    await expect(page.getByText("Paragraph 90.")).toBeInViewport();
    await expect(loadedPicture(page, "leaf.png")).toHaveCount(0);
    await pressPrint(page, 3);
    await expectPrints(page, "1/1");
    await pressPrint(page);
    await expectPrints(page, "1/1 1/1");
  },
);

journey(
  "without a connection what is loaded is printed, and another chat not at all",
  async ({ page, cable, sql }) => {
    await enter(page);
    const short = await seedThread(sql, "A short chat", [{ question: "Short?", reply: "Yes." }]);
    const exchanges = numbers(40, (n) => ({ question: `Question ${n}?`, reply: `Answer ${n}.` }));
    const { id } = await seedThread(sql, "A long chat", exchanges);
    await notePrints(page);
    await page.goto(`/t/${short.id}`);
    await sidebar(page).getByRole("link", { name: "A long chat" }).click();
    await expect(page.getByText("Answer 40.")).toBeVisible();
    await expect(messages(page)).toHaveCount(50);

    cable.stall();
    await pressPrint(page);
    await sidebar(page).getByRole("link", { name: "A short chat" }).click();
    await expect(wordsOf(replies(page))).toHaveText("Yes.");
    await pressPrint(page);
    await expectPrints(page, "1/0");

    await page.goBack();
    await expect(page).toHaveURL(new RegExp(id));
    await expect(page.getByText("Answer 40.")).toBeVisible();
    cable.cut();
    await expect(page.getByText("Reconnecting…")).toBeVisible();
    await pressPrint(page);
    await expect(page.locator("html")).toHaveAttribute("data-prints", / 1\/0 \d+\/0$/);
    const printed = await page.locator("html").getAttribute("data-prints");
    cable.mend();
    await expect(page.getByText("Reconnecting…")).toHaveCount(0);
    await expect(page.locator("html")).toHaveAttribute("data-prints", printed ?? "");
  },
  { throughCable: true },
);
