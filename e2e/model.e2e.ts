import { join } from "node:path";
import type { Page } from "playwright";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: { CHATKIT_MODEL: "gpt-5-mini" } });

const line = (page: Page) => page.getByTestId("model");
const button = (page: Page) => line(page).getByRole("button", { name: "Thinking" });
const option = (page: Page, name: string) => page.getByRole("menuitemradio", { name });

/** Where screenshots are saved; nowhere unless requested. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env["LOOKS"];
  if (folder) await page.screenshot({ path: join(folder, `model-${name}.png`) });
}

async function choose(page: Page, name: string): Promise<void> {
  await button(page).click();
  await option(page, name).click();
  await expect(page.getByRole("menu")).toHaveCount(0);
}

const askedFor = (bodies: readonly { kind: string; body: unknown }[]) =>
  bodies.filter(({ kind }) => kind === "reply").map(({ body }) => Object(body).reasoning_effort);

journey(
  "the effort is chosen, kept by the thread, and the same in every tab",
  async ({ page, context, mock }) => {
    await enter(page);
    await expect(line(page)).toContainText("gpt-5-mini");
    await button(page).press("Enter");
    await look(page, "menu-light");
    await expectAccessible(page, "the menu of the model");
    await page.keyboard.press("Escape");
    await expect(button(page)).toBeFocused();
    await button(page).click();
    await option(page, "Low").click();
    await expect(line(page)).toContainText("Low");
    await say(page, "first");
    await expectEnd(page, "completed");
    await expect(line(page)).toContainText("Low");

    const other = await context.newPage();
    await other.goto(page.url());
    await expect(line(other)).toContainText("Low");
    await button(other).click();
    await option(other, "High").click();
    await expect(line(page)).toContainText("High");
    await say(page, "second");
    await expectEnd(page, "completed");
    await page.reload();
    await expect(line(page)).toContainText("High");
    await button(page).click();
    await option(page, "Automatic").click();
    await expect(line(other)).not.toContainText("High");
    await say(other, "third");
    await expectEnd(other, "completed");
    expect(askedFor(mock.requests)).toEqual(["low", "high", undefined]);
  },
);

journey("the line fits a small screen, the dark and other languages", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.emulateMedia({ colorScheme: "dark" });
  await enter(page);
  await choose(page, "High");
  await expect(line(page)).toContainText("High");
  await button(page).click();
  await expect(option(page, "High")).toBeChecked();
  await look(page, "menu-dark-360");
  await expectAccessible(page, "the menu of the model, dark and small");
  await page.keyboard.press("Escape");
  await expect(composer(page)).toBeVisible();
  const box = await line(page).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
});
