import type { Page } from "playwright";
import type postgres from "postgres";
import { expect } from "./journey/expect.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, messages, replies, wordsOf } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true, inMotion: true });

const section = (n: number) =>
  `## Section ${n}\n\nWords of section ${n} with **weight** and \`code\`.\n\n- one\n- two\n\n` +
  `\`\`\`js\nlet n = ${n};\n\`\`\`\n\n| a | b |\n|---|---|\n| ${n} | 2 |\n\n`;
const report = Array.from({ length: 200 }, (_, i) => section(i + 1)).join("");

function seedConversation(sql: postgres.Sql, turns: number, title = "Long") {
  const exchanges = Array.from({ length: turns }, (_, i) => ({
    question: `Question ${i}`,
    reply: `Reply ${i} in **some** words.\n\n${"It goes on for a while. ".repeat(i % 40)}`,
  }));
  return seedThread(sql, title, exchanges);
}

const scroller = (page: Page) => page.locator("section[data-scroller]");

const distanceToEnd = (page: Page) =>
  scroller(page).evaluate((view) => view.scrollHeight - view.clientHeight - view.scrollTop);

/** The position of the message at the top of the view, in pixels from the top of the window. */
function topMessage(page: Page): Promise<{ id: string; top: number }> {
  return scroller(page).evaluate((view) => {
    const top = view.getBoundingClientRect().top;
    for (const each of view.querySelectorAll<HTMLElement>("[data-message-id]")) {
      const box = each.getBoundingClientRect();
      if (box.height > 0 && box.bottom > top + 10)
        return { id: each.dataset["messageId"] ?? "", top: box.top };
    }
    return { id: "", top: 0 };
  });
}

/** Waits until two frames have been painted. */
const nextFrames = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );

const topOf = (page: Page, id: string) =>
  page.locator(`[data-message-id="${id}"]`).evaluate((it) => it.getBoundingClientRect().top);

journey("a long conversation opens at its end and is read back in order", async (scene) => {
  const { page, sql } = scene;
  await enter(page);
  const thread = await seedConversation(sql, 120);
  await page.goto(`/t/${thread.id}`);
  await expect(wordsOf(replies(page).last())).toContainText("Reply 119 in some words.");
  await expect(replies(page).last()).toBeInViewport();
  while ((await messages(page).count()) < thread.messageCount) {
    await scroller(page).evaluate((view) => (view.scrollTop = 0));
    await nextFrames(page);
  }
  const words = await messages(page).locator("p:visible, .md").allInnerTexts();
  expect(words.length).toBeGreaterThanOrEqual(thread.messageCount);
  const ids = await messages(page).evaluateAll((all) =>
    all.map((each) => each.getAttribute("data-message-id")),
  );
  const stored = await sql<{ id: string }[]>`
    select id from messages where thread_id = ${thread.id} order by seq`;
  expect(ids).toEqual(stored.map(({ id }) => id));
});

journey("a new tab shows a conversation with the code of a few files", async ({ page, sql }) => {
  await enter(page);
  const thread = await seedConversation(sql, 60);
  await page.goto("/");
  await page.goto(`/t/${thread.id}`);
  await expect(replies(page).last()).toBeInViewport();
  await expect(page.getByRole("button", { name: "Settings" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith(".js")),
  );
  expect(scripts.length).toBeGreaterThan(2);
  expect(scripts.length).toBeLessThan(12);
});

journey("what is read does not move when older messages come", async ({ page, sql }) => {
  await enter(page);
  const thread = await seedConversation(sql, 120);
  await page.goto(`/t/${thread.id}`);
  await expect(replies(page).last()).toBeInViewport();
  await expect(messages(page)).toHaveCount(50);
  await scroller(page).hover();
  await page.mouse.wheel(0, -600);
  await page.waitForFunction(() => {
    const view = document.querySelector("section[data-scroller]");
    return view !== null && view.scrollTop < view.scrollHeight - view.clientHeight - 300;
  });
  for (let target = 100; target <= 200; target += 50) {
    // Near the start, but not at it: the next page is loaded in advance.
    await scroller(page).evaluate((view) => (view.scrollTop = 500));
    await nextFrames(page);
    const before = await topMessage(page);
    await expect(messages(page)).toHaveCount(target);
    expect(Math.abs((await topOf(page, before.id)) - before.top)).toBeLessThan(4);
  }
});

journey("a thread opens at its end, wherever the one before was left", async ({ page, sql }) => {
  await enter(page);
  for (const name of ["Alpha", "Beta"]) await seedConversation(sql, 60, name);
  await page.reload();
  for (const name of ["Alpha", "Beta", "Alpha", "Beta"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page).toHaveTitle(new RegExp(name));
    await expect(messages(page)).toHaveCount(50);
    await expect.poll(() => distanceToEnd(page)).toBeLessThanOrEqual(1);
    await scroller(page).hover();
    await page.mouse.wheel(0, -3_000);
    await expect.poll(() => distanceToEnd(page)).toBeGreaterThan(1_000);
  }
});

journey("a long report appears whole, and all of it can be found", async ({ page, sql }) => {
  await enter(page);
  const thread = await seedThread(sql, "Report", [{ question: "Write.", reply: report }]);
  await page.goto(`/t/${thread.id}`);
  const words = wordsOf(replies(page));
  await expect(words.locator("h3")).toHaveCount(200);
  await expect(words.locator("pre")).toHaveCount(200);
  await expect(words.locator("tbody tr")).toHaveCount(200);
  await expect(words.locator("h3").last()).toBeInViewport();
  await expectScreenEqualsStored(page, sql);
  // The browser's search finds text far above the view, and the view stays there.
  const isFound = await page.evaluate(() => {
    getSelection()?.removeAllRanges();
    return "find" in window && typeof window.find === "function" && window.find("section 3 with");
  });
  expect(isFound).toBe(true);
  const found = words.getByText("Words of section 3 with");
  await found.evaluate((element) => element.scrollIntoView());
  await expect(found).toBeInViewport();
  await nextFrames(page);
  await expect(found).toBeInViewport();
});

journey("a reply longer than a page of messages appears whole", async ({ page, sql }) => {
  await enter(page);
  // Too much for one frame of the socket.
  const reply = `${"It goes on for a while. ".repeat(14_000)}\n\nAnd this is its end.`;
  const exchanges = [
    { question: "Write.", reply },
    { question: "And?", reply: "That was it." },
  ];
  const thread = await seedThread(sql, "Endless", exchanges);
  await page.goto(`/t/${thread.id}`);
  await expect(wordsOf(replies(page).first())).toContainText("And this is its end.");
  // The question above it is loaded when the view comes near.
  const goUp = async () => {
    await scroller(page).evaluate((view) => (view.scrollTop = 0));
    return messages(page).count();
  };
  await expect.poll(goUp).toBe(4);
  await expectScreenEqualsStored(page, sql);
});

journey("what is read does not move while a long reply grows below it", async (scene) => {
  const { page, mock } = scene;
  await enter(page);
  const reply = await sayHeld(page, mock, "Write a report.");
  for (let n = 1; n <= 60; n++) reply.push(section(n));
  const words = wordsOf(replies(page));
  await expect(words.locator("h3")).toHaveCount(60);
  await scroller(page).hover();
  await page.mouse.wheel(0, -8_000);
  await expect(page.getByRole("button", { name: "Go to the latest message" })).toBeVisible();
  const heading = words.getByRole("heading", { name: "Section 30", exact: true });
  await heading.evaluate((element) => element.scrollIntoView());
  await nextFrames(page);
  const top = () => heading.evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  for (let n = 61; n <= 160; n++) reply.push(section(n));
  await expect(words.locator("h3")).toHaveCount(160);
  await nextFrames(page);
  expect(Math.abs((await top()) - before)).toBeLessThan(2);
  reply.release();
  await expectEnd(page, "completed");
  await nextFrames(page);
  expect(Math.abs((await top()) - before)).toBeLessThan(2);
});

journey("a long reply keeps its elements while it grows and when it ends", async (scene) => {
  const { page, mock, sql } = scene;
  await enter(page);
  const reply = await sayHeld(page, mock, "Write a report.");
  reply.push(report);
  const words = wordsOf(replies(page));
  await expect(words.locator("h3")).toHaveCount(200);
  await words.locator("h3").evaluateAll((all) => {
    for (const each of all) each.setAttribute("data-kept", "");
  });
  reply.push(section(201));
  await expect(words.locator("h3")).toHaveCount(201);
  await expect(words.locator("h3[data-kept]")).toHaveCount(200);
  reply.release();
  await expectEnd(page, "completed");
  await expect(words.locator("h3[data-kept]")).toHaveCount(200);
  await expectScreenEqualsStored(page, sql);
});

/** Replies in the view that the browser has not rendered when it paints the next frame. */
const blankAfterJump = (page: Page, to: number) =>
  scroller(page).evaluate(async (view, top) => {
    view.scrollTop = top;
    // After the scroll event, and before the frame is painted.
    await new Promise(requestAnimationFrame);
    const box = view.getBoundingClientRect();
    const replies = Array.from(view.querySelectorAll('[data-role="assistant"]')).filter((reply) => {
      const { top: start, bottom } = reply.getBoundingClientRect();
      return bottom > box.top && start < box.bottom;
    });
    const isBlank = (reply: Element) =>
      reply.querySelector(".md")?.checkVisibility({ contentVisibilityAuto: true }) !== true;
    return { shown: replies.length, blank: replies.filter(isBlank).length };
  }, to);

journey("a far jump paints no blank frame", async ({ page, sql }) => {
  await enter(page);
  const thread = await seedConversation(sql, 300, "Far");
  await page.goto(`/t/${thread.id}`);
  await expect(wordsOf(replies(page).last())).toContainText("Reply 299 in some words.");
  while ((await messages(page).count()) < thread.messageCount) {
    await scroller(page).evaluate((view) => (view.scrollTop = 0));
    await nextFrames(page);
  }
  const { scrollHeight } = await scroller(page).evaluate((view) => ({
    scrollHeight: view.scrollHeight,
  }));
  for (const share of [1, 0.1, 0.8, 0.4, 0]) {
    const { shown, blank } = await blankAfterJump(page, share * scrollHeight);
    expect(shown).toBeGreaterThan(0);
    expect({ share, blank }).toEqual({ share, blank: 0 });
    await nextFrames(page);
    await nextFrames(page);
  }
});
