import { goodPassword } from "../testing/server/accounts.ts";
import { button, chooseInMenu, email, password, person, signIn } from "./journey/account.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say, sidebar } from "./journey/screen.ts";

// In production without a mail server.
const journey = defineJourneys(import.meta.path);

journey(
  "an account is there at once, and its address is told when it is taken",
  async ({ page }) => {
    await enter(page);
    await say(page, "Keep this");
    await expectEnd(page, "completed");
    await page.goto("/register");
    await email(page).fill("solo@example.org");
    await password(page).fill(goodPassword);
    await button(page, "Register").click();
    await expect(page.getByRole("heading", { name: "Your account is ready" })).toBeVisible();
    await expect(person(page).getByText("solo@example.org")).toBeVisible();
    await page.getByRole("link", { name: "Go to chat" }).click();
    await expect(sidebar(page).getByRole("link")).toHaveCount(1);
    await chooseInMenu(page, "Sign out");
    await expect(person(page).getByText("Guest")).toBeVisible();
    await page.goto("/register");
    await email(page).fill("solo@example.org");
    await password(page).fill(goodPassword);
    await button(page, "Register").click();
    await expect(page.getByText("This address already has an account.")).toBeVisible();
    await expect(email(page)).toBeFocused();
    await page.goto("/forgot-password");
    await expect(page.getByText("This server doesn’t send e-mail.")).toBeVisible();
    await signIn(page, "solo@example.org");
    await expect(person(page).getByText("solo@example.org")).toBeVisible();
    await expect(sidebar(page).getByRole("link")).toHaveCount(1);
  },
);

journey(
  "who registers stays signed in, also when the guest's session ends before the answer",
  async ({ page }) => {
    await enter(page);
    await page.goto("/register");
    await page.route("**/trpc/auth.register", async (route) => {
      const request = route.request();
      const refused = page.waitForResponse(/auth\.refresh/);
      // Not by the browser, which would have the new cookie at once.
      const answer = await fetch(request.url(), {
        method: "POST",
        headers: await request.allHeaders(),
        body: request.postData() ?? "",
      });
      expect((await refused).status()).toBe(401);
      // The tab waits with becoming a guest.
      await page.waitForFunction(
        async () => ((await navigator.locks.query()).pending ?? []).length > 0,
      );
      await route.fulfill({
        status: answer.status,
        headers: {
          "content-type": "application/json",
          "set-cookie": answer.headers.getSetCookie().join("\n"),
        },
        body: await answer.text(),
      });
    });
    await email(page).fill("racer@example.org");
    await password(page).fill(goodPassword);
    const answered = page.waitForResponse(/auth\.register/);
    await button(page, "Register").click();
    await answered;
    await expect(page.getByRole("heading", { name: "Your account is ready" })).toBeVisible();
    await page.reload();
    await expect(person(page).getByText("racer@example.org")).toBeVisible();
  },
);
