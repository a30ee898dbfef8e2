import { goodPassword } from "../testing/server/accounts.ts";
import { accountSettings, button, email, password } from "./journey/account.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

for (const colorScheme of ["light", "dark"] as const)
  journey(
    `axe finds nothing in the development inbox and its mails (${colorScheme})`,
    async ({ page }) => {
      await page.goto("/dev/mail");
      await expectAccessible(page, "inbox without mails");
      await page.goto("/register");
      await email(page).fill(`inbox-${colorScheme}@example.org`);
      await password(page).fill(goodPassword);
      await button(page, "Register").click();
      await expect(page.getByText("Check your e-mail")).toBeVisible();
      const mail = page.getByRole("link").first();
      // A job writes the mail, and the list does not update itself.
      await expect(async () => {
        await page.goto("/dev/mail");
        await expect(mail).toBeVisible({ timeout: 500 });
      }).toPass();
      await expectAccessible(page, "inbox");
      await mail.click();
      await expect(page.getByRole("heading", { name: "As plain text" })).toBeVisible();
      await expectAccessible(page, "mail");
      await page.setViewportSize({ width: 320, height: 640 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(320);
      await page.goto(`${page.url()}/html`);
      await expectAccessible(page, "content of a mail");
    },
    { browser: { colorScheme } },
  );
