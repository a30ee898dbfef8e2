import type { Locator } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, replies, say, sidebar } from "./journey/screen.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const text = `مرحبا، هذه قائمة قصيرة.

- تفاح
- موز (banana)

> اقتباس

An English paragraph.

| الاسم | العدد |
|---|---|
| تفاح | 3 |

شغّل \`npm run dev\` الآن.

\`\`\`sh
npm run dev # شغّل
\`\`\``;

/** From the element's edges to those of its first line of text, in pixels. */
const margins = (element: Locator) =>
  element.evaluate((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let line: DOMRect | undefined;
    while (!line && walker.nextNode()) {
      range.selectNode(walker.currentNode);
      line = Array.from(range.getClientRects()).find(({ width }) => width > 0);
    }
    if (!line) throw new Error("there is no text");
    const box = node.getBoundingClientRect();
    return { left: line.left - box.left, right: box.right - line.right };
  });

/** Checks that a line begins at the right, and leaves room at the left. */
async function expectFromRight(element: Locator): Promise<void> {
  const { left, right } = await margins(element);
  expect(right).toBeLessThan(30);
  expect(left).toBeGreaterThan(right + 30);
}

journey("Arabic runs from right to left, and what is English or code does not", async (scene) => {
  const { page } = scene;
  await enter(page);
  await composer(page).fill("مرحبا");
  await expect(composer(page)).toHaveCSS("direction", "rtl");
  await composer(page).fill("hello");
  await expect(composer(page)).toHaveCSS("direction", "ltr");
  await say(page, text);
  await expectEnd(page, "completed");
  await expect(composer(page)).toHaveCSS("direction", "ltr");
  const bubble = messages(page).first().locator("p").first();
  const reply = replies(page).last().locator(".md");
  const { left, right } = await margins(bubble);
  expect(left).toBeGreaterThan(right);
  const column = await messages(page).first().boundingBox();
  const box = await bubble.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBe((column?.x ?? NaN) + (column?.width ?? NaN));
  await expectFromRight(reply.locator("p").first());
  await expectFromRight(reply.locator("li").first());
  await expectFromRight(reply.locator("blockquote p"));
  await expect(reply.locator("ul")).toHaveCSS("padding-right", /^[1-9]/);
  await expect(reply.locator("ul")).toHaveCSS("padding-left", "0px");
  const english = await margins(reply.getByText("An English paragraph."));
  expect(english.left).toBe(0);
  await expect(reply.locator("pre code")).toHaveCSS("direction", "ltr");
  const [first, second] = await Promise.all(
    ["الاسم", "العدد"].map((name) => reply.getByRole("columnheader", { name }).boundingBox()),
  );
  expect(first?.x).toBeGreaterThan(second?.x ?? Infinity);
  await expectFromRight(reply.getByRole("cell", { name: "3" }));
  await shoot(page, "rtl");
  await expectAccessible(page, "a conversation in Arabic");
});

/** Where a character of an element's text is drawn, in pixels from the left. */
const placeOf = (element: Locator, character: string) =>
  element.evaluate((node, wanted) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      return range.getBoundingClientRect().left;
    }
    throw new Error(`no ${wanted}`);
  }, character);

journey("an Arabic title that a sentence quotes keeps its full stop", async ({ page, mock }) => {
  await enter(page);
  await say(page, "Something to name.");
  await expectEnd(page, "completed");
  await openThreadMenu(page, "A scripted title");
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("مرحبا يا عالم.");
  await page.keyboard.press("Enter");
  // The title begins at the edge of its English neighbours.
  for (const title of [
    page.getByRole("heading", { level: 1, name: "مرحبا" }),
    sidebar(page).getByRole("link", { name: "مرحبا" }).locator("[dir=auto]"),
  ]) {
    await expect(title).toHaveCSS("direction", "rtl");
    expect((await margins(title)).left).toBeLessThan(10);
  }
  expect(await sidebar(page).evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
  const reply = await sayHeld(page, mock, "Tell me when it is done.");
  await page.getByRole("link", { name: "New chat" }).first().click();
  reply.release();
  const toast = page.getByRole("region", { name: "Notifications" }).getByRole("listitem");
  await expect(toast).toContainText("مرحبا يا عالم.");
  expect(await placeOf(toast, ".")).toBeLessThan(await placeOf(toast, "ا"));
  await openThreadMenu(page, "مرحبا يا عالم.");
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: "Trash" }).click();
  await page.getByRole("button", { name: "Delete “مرحبا يا عالم.” permanently" }).click();
  const question = page.getByRole("alertdialog").locator("p");
  expect(await placeOf(question, ".")).toBeLessThan(await placeOf(question, "ا"));
});
