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
