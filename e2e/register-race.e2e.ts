import type { Request } from "playwright";
import { goodPassword } from "../testing/server/accounts.ts";
import { accountSettings, button, email, password } from "./journey/account.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say, sidebar } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

/** Answers a request not by the browser, which would have the answer's cookie at once. */
async function answerOf(request: Request) {
  const answer = await fetch(request.url(), {
    method: "POST",
    headers: await request.allHeaders(),
    body: request.postData() ?? "",
  });
  const cookies = answer.headers.getSetCookie().join("\n");
  return {
    status: answer.status,
    headers: { "content-type": "application/json", ...(cookies ? { "set-cookie": cookies } : {}) },
    body: await answer.text(),
  };
}

journey(
  "a guest who registers stays who they are, also when the old session ends before the answer",
  async ({ page }) => {
    await enter(page);
    await say(page, "Keep this");
    await expectEnd(page, "completed");
    await page.goto("/register");
    await expect(sidebar(page).getByRole("link")).toHaveCount(1);
    const registered = Promise.withResolvers<void>();
    await page.route("**/trpc/auth.register", async (route) => {
      const refused = page.waitForResponse(/auth\.refresh/);
      const wants = page.waitForRequest(/auth\.guest/);
      const answer = await answerOf(route.request());
      expect((await refused).status()).toBe(401);
      // The tab becomes another guest, or waits with it.
      const waits = page.waitForFunction(async () =>
        (await navigator.locks.query()).pending?.some(({ name }) => name === "chatkit.guest"),
      );
      await Promise.race([wants, waits]);
      await route.fulfill(answer);
      registered.resolve();
    });
    await page.route("**/trpc/auth.guest", async (route) => {
      const answer = await answerOf(route.request());
      await registered.promise;
      await route.fulfill(answer);
    });
    const answered = page.waitForResponse(/auth\.guest/);
    await email(page).fill("racer@example.org");
    await password(page).fill(goodPassword);
    await button(page, "Register").click();
    await answered;
    await expect(page.getByText("Check your e-mail")).toBeVisible();
    await page.unrouteAll();
    await page.reload();
    await expect(sidebar(page).getByRole("link")).toHaveCount(1);
  },
);
