import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter } from "./journey/screen.ts";
import { present } from "../testing/present.ts";

const journey = defineJourneys(import.meta.path, { env: { CHATKIT_MODEL: "gpt-5-mini" } });

const menu = (page: Page) => page.getByRole("menu");
const option = (page: Page, name: string) => page.getByRole("menuitemradio", { name });
const effortButton = (page: Page) => page.getByTestId("model").locator("[aria-haspopup=menu]");

journey("a menu of one choice closes with it, and the focus is on its button", async ({ page }) => {
  await enter(page);
  const button = effortButton(page);
  await button.click();
  await option(page, "Low").click();
  await expect(menu(page)).toHaveCount(0);
  await expect(button).toContainText("Low");
  await expect(button).toBeFocused();

  await button.press("Enter");
  await expect(menu(page)).toBeFocused();
  await page.keyboard.press("End");
  await expect(option(page, "High")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(menu(page)).toHaveCount(0);
  await expect(button).toContainText("High");
  await expect(button).toBeFocused();
  // Choosing the current item closes the menu too.
  await button.press("Enter");
  await option(page, "High").press("Enter");
  await expect(menu(page)).toHaveCount(0);
  await expect(button).toBeFocused();
});

journey("a menu of several choices stays open, and the focus where it was", async ({ page }) => {
  await enter(page);
  const button = page.getByRole("button", { name: "Settings" });
  await button.press("Enter");
  await option(page, "Dark").focus();
  await page.keyboard.press("Enter");
  await expect(option(page, "Dark")).toBeChecked();
  await expect(option(page, "Dark")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(option(page, "Light")).toBeFocused();
  await option(page, "Français").press("Enter");
  await expect(option(page, "Sombre")).toBeChecked();
  await expect(option(page, "Français")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Réglages" })).toBeFocused();
});

journey(
  "a menu opened by key before its code is here has the focus when it comes",
  async ({ page }) => {
    const late = Promise.withResolvers<void>();
    await page.route(/menu-popup/, async (route) => {
      await late.promise;
      await route.continue();
    });
    await enter(page);
    await effortButton(page).press("Enter");
    await expect(effortButton(page)).toHaveAttribute("aria-expanded", "true");
    await expect(menu(page)).toHaveCount(0);
    late.resolve();
    await expect(menu(page)).toBeFocused();
    await page.keyboard.press("End");
    await expect(option(page, "High")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(effortButton(page)).toBeFocused();
  },
);

journey("a menu whose code comes too late does not take the focus", async ({ page }) => {
  const late = Promise.withResolvers<void>();
  await page.route(/menu-popup/, async (route) => {
    await late.promise;
    await route.continue();
  });
  await enter(page);
  const code = page.waitForResponse(/menu-popup/);
  await effortButton(page).press("Enter");
  await composer(page).focus();
  await expect(effortButton(page)).toHaveAttribute("aria-expanded", "false");
  late.resolve();
  await (await code).finished();
  await page.keyboard.type("Hello");
  await expect(composer(page)).toHaveValue("Hello");
  await expect(composer(page)).toBeFocused();
  await effortButton(page).click();
  await expect(menu(page)).toBeVisible();
});

const thinking = {
  "fr-FR": "Élevée",
  "es-ES": "Alto",
};

for (const [locale, high] of Object.entries(thinking)) {
  journey(
    `the choice of how long a model thinks fits a narrow touch screen (${locale})`,
    async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await effortButton(page).tap();
      await expect(menu(page)).toBeVisible();
      await shoot(page, `effort-menu-${locale}`);
      await expectAccessible(page, `the menu of the model in ${locale}`);
      for (const item of await page.getByRole("menuitemradio").all()) {
        const box = present(await item.boundingBox());
        expect(box.height).toBeGreaterThanOrEqual(44);
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(320);
      }
      await option(page, high).tap();
      await expect(menu(page)).toHaveCount(0);
      await expect(effortButton(page)).toContainText(high);
      await shoot(page, `effort-line-${locale}`);
    },
    {
      browser: {
        locale,
        viewport: { width: 320, height: 568 },
        hasTouch: true,
        isMobile: true,
        colorScheme: locale === "es-ES" ? "dark" : "light",
      },
    },
  );
}
