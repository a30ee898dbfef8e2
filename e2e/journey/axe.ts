import axe from "axe-core";
import type { Page } from "playwright";
import { expect } from "./expect.ts";

/**
 * Checks the page in its current state: a violation of axe's rules that is there at a second look,
 * too, fails the journey.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  let found = await findViolations(page);
  // A busy machine may still draw the theme or the state before; what is wrong stays wrong.
  if (found.length > 0) found = await findViolations(page);
  expect(found, what).toEqual([]);
}

async function findViolations(page: Page): Promise<{ id: string; nodes: string[] }[]> {
  await passFrames(page);
  await endAnimations(page);
  const { violations } = await page.evaluate<axe.AxeResults>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary ?? ""}`),
  }));
}

/**
 * Waits for two frames, if the page gets any: Chromium gives the colours of a new theme to what has
 * `dir="auto"` only with the next one.
 */
async function passFrames(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        setTimeout(resolve, 1_000);
      }),
  );
}

/** Ends transitions: a colour on its way from one theme or state to another belongs to neither. */
async function endAnimations(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel();
      else animation.finish();
    }
  });
}
