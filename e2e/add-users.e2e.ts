import { goodPassword } from "../testing/server/accounts.ts";
import { button, email, makeAdmin, password, person, signIn } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter } from "./journey/screen.ts";

// In production without a mail server: the admin hands the links over.
const journey = defineJourneys(import.meta.path);

journey(
  "an admin adds a person and a list, and a person chooses a password by the link",
  async ({ page, context, sql }) => {
    await enter(page);
    await page.goto("/register");
    await email(page).fill("chief@example.org");
    await password(page).fill(goodPassword);
    await button(page, "Register").click();
    await expect(page.getByRole("heading", { name: "Your account is ready" })).toBeVisible();
    // The first account's person is told what it is.
    await expect(page.getByText("You’re an admin of this server")).toBeVisible();
    await makeAdmin(sql, "chief@example.org");

    await page.goto("/admin/users");
    await page.getByRole("link", { name: "Add users" }).click();
    await email(page).fill("one@example.org");
    await button(page, "Create account").first().click();
    await expect(page.getByText("Give this link to one@example.org.")).toBeVisible();
    const link = (await page.getByRole("main").locator("code").last().textContent()) ?? "";
    await expectAccessible(page, "a created account");
    await shoot(page, "add-users-one");

    const list =
      "email,role\none@example.org,\ntwo@example.org,admin\nnot an address\nthree@x.org,";
    await page
      .getByLabel("File")
      .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await expect(page.getByText("Addresses found: 3")).toBeVisible();
    await expect(page.getByText("Lines that can’t be used: 4")).toBeVisible();
    await shoot(page, "add-users-list");
    await button(page, "Create accounts").click();
    await expect(page.getByText("Accounts created: 2")).toBeVisible();
    await expect(page.getByText("Already had an account: 1")).toBeVisible();
    await shoot(page, "add-users-done");
    const download = page.waitForEvent("download");
    await button(page, "Save links (CSV)").click();
    const saved = await (await download).createReadStream();
    const text = Buffer.concat(await Array.fromAsync(saved)).toString();
    expect(text.split("\r\n")).toHaveLength(3);
    expect(text).toContain("/reset-password#");

    await page.goto("/admin/users");
    await expect(page.getByText("No password yet").first()).toBeVisible();
    await button(page, "New link: two@example.org").click();
    await expect(page.getByText("Give this link to two@example.org.")).toBeVisible();
    await shoot(page, "add-users-users");

    await context.clearCookies();
    await page.goto(link);
    await page.getByLabel("New password", { exact: true }).fill(goodPassword);
    await button(page, "Set password").click();
    await expect(page.getByText("Your password has been set")).toBeVisible();
    await signIn(page, "one@example.org");
    await expect(person(page).getByText("one@example.org")).toBeVisible();
  },
);

journey("an admin signs a person out", async ({ page, context, sql, server }) => {
  await enter(page);
  await page.goto("/register");
  await email(page).fill("victim@example.org");
  await password(page).fill(goodPassword);
  await button(page, "Register").click();
  await expect(page.getByRole("heading", { name: "Your account is ready" })).toBeVisible();
  const browser = context.browser();
  if (!browser) throw new Error("the journey's browser is gone");
  const elsewhere = await browser.newContext({ baseURL: server.origin, locale: "en-GB" });
  const other = await elsewhere.newPage();
  await enter(other);
  await other.goto("/register");
  await email(other).fill("second-chief@example.org");
  await password(other).fill(goodPassword);
  await button(other, "Register").click();
  await expect(other.getByRole("heading", { name: "Your account is ready" })).toBeVisible();
  await makeAdmin(sql, "second-chief@example.org");
  await other.goto("/admin/users");
  await button(other, "Sign out: victim@example.org").click();
  await expect(other.getByText("victim@example.org was signed out of all devices.")).toBeVisible();
  await expect(page.getByText("You’ve been signed out.").first()).toBeVisible();
  await elsewhere.close();
});
