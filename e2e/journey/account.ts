import type { Page } from "playwright";
import type { Sql } from "postgres";
import { goodPassword, linkTo } from "../../testing/server/accounts.ts";
import { expect } from "./expect.ts";

/** Settings of a server with a known secret, so that a journey can make the links in its mails. */
export const accountSettings = {
  NODE_ENV: "development",
  JWT_SECRET_KEY: "a secret that only tests know about",
};

/** The field for the address. */
export const email = (page: Page) => page.getByLabel("E-mail address", { exact: true });
/** The field for the password. */
export const password = (page: Page) => page.getByLabel("Password", { exact: true });
/** A button in the page's main part. */
export const button = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name });
/** The sidebar, which shows the signed-in user. */
export const person = (page: Page) => page.getByRole("complementary");

/** Registers the page's guest, and confirms the mail. */
export async function register(page: Page, sql: Sql, address: string): Promise<void> {
  await page.goto("/register");
  await email(page).fill(address);
  await password(page).fill(goodPassword);
  await button(page, "Register").click();
  await expect(page.getByText("Check your e-mail")).toBeVisible();
  await page.goto(`/verify-email#${await linkTo(sql, address, "verifyEmail")}`);
  await button(page, "Confirm address").click();
  await expect(page.getByText("Your chats are saved to your account.")).toBeVisible();
}

/** Makes an account an admin, in the database. */
export async function makeAdmin(sql: Sql, address: string): Promise<void> {
  await sql`
    with promoted as (update users set role = 'admin' where email = ${address} returning id)
    select pg_notify('chatkit_viewer', id) from promoted`;
}

/** Signs in to an account. */
export async function signIn(page: Page, address: string, word = goodPassword): Promise<void> {
  await page.goto("/sign-in");
  await email(page).fill(address);
  await password(page).fill(word);
  await button(page, "Sign in").click();
}

/** Chooses an item of the menu at the foot of the sidebar. */
export async function chooseInMenu(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name }).click();
}
