import type { Page } from "playwright";
import { maxQueuedMessages } from "../shared/limits.ts";
import { expect } from "./journey/expect.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { enter, expectEnd, replies, say, wordsOf } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const paragraph = (n: number) =>
  `Paragraph ${n}. ${"It goes on for a while, as replies do. ".repeat(8)}\n\n`;
const longReply = Array.from({ length: 30 }, (_, n) => paragraph(n)).join("");

const scroller = (page: Page) => page.locator("section[data-scroller]");

/** Waits until two frames have been painted. */
const nextFrames = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );

/** The distance of the user's last message from the top of the view, in CSS pixels. */
async function placeOfLastSent(page: Page): Promise<number> {
  return scroller(page).evaluate((view) => {
    const all = view.querySelectorAll('[data-testid="message"][data-role="user"]');
    const last = all[all.length - 1];
    if (!last) throw new Error("nothing was sent");
    return last.getBoundingClientRect().top - view.getBoundingClientRect().top;
  });
}

/** Checks that the sent message stands near the top of the view, once scrolling has stopped. */
async function expectSentAtTop(page: Page): Promise<number> {
  await expect.poll(() => placeOfLastSent(page)).toBeLessThan(100);
  await nextFrames(page);
  const place = await placeOfLastSent(page);
  expect(place).toBeGreaterThanOrEqual(0);
  return place;
}

const distanceToEnd = (page: Page) =>
  scroller(page).evaluate((view) => view.scrollHeight - view.clientHeight - view.scrollTop);

/** Scrolls up from the end as a person does, once the view has come there. */
async function scrollUp(page: Page, pixels: number): Promise<void> {
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
  if (pixels === 0) return;
  const before = await scroller(page).evaluate((view) => view.scrollTop);
  await scroller(page).hover();
  await page.mouse.wheel(0, -pixels);
  await expect
    .poll(() => scroller(page).evaluate((view) => view.scrollTop))
    .toBeLessThanOrEqual(Math.max(0, before - pixels) + 1);
  await nextFrames(page);
}

/** Distances from the end, in CSS pixels: the end itself, within its reach, beyond it, the start. */
const allDistances = [0, 40, 120, 200, 250, 300, 700, 2_500, 100_000];
const fewDistances = [0, 120, 300, 100_000];

async function sendFromEach(
  distances: readonly number[],
  { page, sql, mock }: Journey,
): Promise<void> {
  await enter(page);
  for (const distance of distances) {
    const exchanges = [
      { question: "Short?", reply: "Yes." },
      { question: "Tell me.", reply: longReply },
    ];
    const thread = await seedThread(sql, `From ${distance}`, exchanges);
    await page.goto(`/t/${thread.id}`);
    await expect(wordsOf(replies(page).last())).toContainText("Paragraph 29.");
    await expect(replies(page).last()).toBeInViewport();
    await nextFrames(page);
    await scrollUp(page, distance);
    const reply = await sayHeld(page, mock, `Sent ${distance} px from the end.`);
    const place = await expectSentAtTop(page);
    reply.push("A short answer.");
    await expect(wordsOf(replies(page).last())).toHaveText("A short answer.");
    await nextFrames(page);
    expect(Math.abs((await placeOfLastSent(page)) - place)).toBeLessThan(2);
    reply.push(`\n\n${longReply}`);
    await expect(replies(page).last()).toContainText("Paragraph 29.");
    // The view follows the reply, so that its end is seen.
    await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
    reply.release();
    await expectEnd(page, "completed");
  }
}

for (const { width, height, reducedMotion, distances } of [
  { width: 1_440, height: 900, reducedMotion: "no-preference", distances: allDistances },
  { width: 1_440, height: 900, reducedMotion: "reduce", distances: fewDistances },
  { width: 360, height: 740, reducedMotion: "no-preference", distances: fewDistances },
  { width: 360, height: 740, reducedMotion: "reduce", distances: fewDistances },
] as const) {
  journey(
    `what is sent is shown, from wherever it is sent, at ${width} px with motion ${reducedMotion}`,
    (scene) => sendFromEach(distances, scene),
    { browser: { viewport: { width, height }, reducedMotion } },
  );
}

journey("what waits for a reply is shown, wherever the view is", async ({ page, mock }) => {
  await enter(page);
  const reply = await sayHeld(page, mock, "Begin.");
  reply.push(longReply);
  await expect(replies(page)).toContainText("Paragraph 29.");
  await nextFrames(page);
  await scrollUp(page, 300);
  const top = () => scroller(page).evaluate((view) => view.scrollTop);
  const before = await top();
  for (let n = 1; n <= maxQueuedMessages; n++) {
    await say(page, `Waiting ${n}`);
    await expect(page.getByTestId("waiting").last()).toContainText(`Waiting ${n}`);
    await expect(page.getByTestId("waiting").last()).toBeInViewport({ ratio: 0.9 });
  }
  expect(await top()).toBe(before);
  reply.release();
});
