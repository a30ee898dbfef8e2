import { extractText, getDocumentProxy } from "unpdf";
import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { expectReady, loadedPicture, picture, textFile } from "./journey/files.ts";
import { enter, expectEnd, messages, say, sidebar } from "./journey/screen.ts";
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

journey("a thread is printed alone and whole, in light colours", async ({ page, sql }) => {
  await enter(page);
  const exchanges = numbers(30, (n) => ({ question: `Question ${n}?`, reply: `Answer ${n}.` }));
  const { id, messageCount } = await seedThread(sql, "All about paper", [
    ...exchanges,
    { question: "And at length?", reply: `${long}\n\nThe very end.` },
  ]);
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-printed", "");
  });
  await page.goto(`/t/${id}`);
  await expect(messages(page)).toHaveCount(50);
  await page.keyboard.press("Control+p");
  await expect(page.locator("html")).toHaveAttribute("data-printed", "");
  expect(await messages(page).count()).toBe(messageCount);
  await expect(page.getByText("The very end.")).toBeVisible();
  await expect(sidebar(page).getByRole("link", { name: "All about paper" })).toBeVisible();

  const pages = await printed(page);
  const paper = pages.join("");
  expect(pages.length).toBeGreaterThan(3);
  for (const { question, reply } of exchanges) {
    expect(paper).toContain(question.replace(/\s+/g, ""));
    expect(paper).toContain(reply.replace(/\s+/g, ""));
  }
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
