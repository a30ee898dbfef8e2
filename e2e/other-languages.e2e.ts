import type { Page } from "playwright";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { expectEnd, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });
const shots = process.env["CHATKIT_SHOTS"];

async function look(page: Page, what: string): Promise<void> {
  await expectAccessible(page, what);
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect({ what, isWider }).toEqual({ what, isWider: false });
  if (shots) await page.screenshot({ path: `${shots}/${what.replaceAll(" ", "-")}.png` });
}

const languages = [
  { locale: "ar-EG", lang: "ar", dir: "rtl", greeting: "كيف يمكنني مساعدتك اليوم؟", search: "بحث" },
  { locale: "de-AT", lang: "de", dir: "ltr", greeting: "Wobei kann ich dir", search: "Suchen" },
] as const;

for (const { locale, lang, dir, greeting, search } of languages) {
  journey(
    `a browser in ${locale} gets the app in ${lang}, in its direction, at once`,
    async ({ page, sql }) => {
      await page.goto("/");
      await expect(page.getByRole("heading", { name: greeting })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.locator("html")).toHaveAttribute("dir", dir);
      await look(page, `${lang} empty`);
      await say(page, "Hello");
      await expectEnd(page, "completed");
      for (const [width, height] of [
        [1_440, 900],
        [360, 700],
      ] as const) {
        await page.setViewportSize({ width, height });
        await look(page, `${lang} chat ${width}`);
        await page.keyboard.press("ControlOrMeta+k");
        await expect(page.getByRole("dialog", { name: search })).toBeVisible();
        await look(page, `${lang} search ${width}`);
        await page.keyboard.press("Escape");
      }
      await page.emulateMedia({ colorScheme: "dark" });
      await page.goto("/settings");
      await expect(page.locator("main select, main h2").first()).toBeVisible();
      await look(page, `${lang} settings 360`);
      await page.setViewportSize({ width: 1_440, height: 900 });
      await look(page, `${lang} settings 1440`);
      const [user] = await sql`select locale, language from users order by created_at desc limit 1`;
      expect(user).toMatchObject({ locale: "en", language: lang });
    },
    { browser: { locale } },
  );
}
