import type { Page } from "playwright";
import { goodPassword, linkTo, newAdmin } from "../testing/server/accounts.ts";
import {
  accountSettings,
  button,
  email,
  makeAdmin,
  password,
  person,
  register,
  signIn,
} from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { enter, expectEnd, say, sidebar } from "./journey/screen.ts";

// Who comes in: what admins set, and what visitors then see.
const journey = defineJourneys(import.meta.path, { env: accountSettings });

const section = (page: Page, name: string) => page.getByRole("region", { name });

/** Everyone may come in, as on a new server. */
const openAll = ({ sql }: Pick<Journey, "sql">) =>
  sql`delete from server_settings where name in ('sign_up', 'guests')`;

/** Chooses an answer in a section of the page for admins, and saves it. */
async function choose(page: Page, name: string, answer: RegExp): Promise<void> {
  await section(page, name).getByRole("radio", { name: answer }).check();
  await section(page, name).getByRole("button", { name: "Save" }).click();
  await expect(section(page, name).getByText("Saved.")).toBeVisible();
}

journey(
  "an admin turns guests off: a stranger sees the page for signing in, and gets an account",
  async ({ page, context, sql }) => {
    await openAll({ sql });
    await enter(page);
    await register(page, sql, "door@example.org");
    await makeAdmin(sql, "door@example.org");
    await page.goto("/admin/entry");
    await choose(page, "Guests", /^Everyone has to sign in/);
    await expectAccessible(page, "the page of registration and guests");
    await shoot(page, "entry");

    await context.clearCookies();
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await expect(page.getByRole("complementary")).toBeHidden();
    await shoot(page, "entry-stranger");
    await page.getByRole("link", { name: "No account yet? Register" }).click();
    await email(page).fill("stranger@example.org");
    await password(page).fill(goodPassword);
    await button(page, "Register").click();
    await expect(page.getByText("Check your e-mail")).toBeVisible();
    await page.goto(`/verify-email#${await linkTo(sql, "stranger@example.org", "verifyEmail")}`);
    await button(page, "Confirm address").click();
    await expect(page.getByText("If you didn’t register, close this page.")).toBeVisible();
    await expect(password(page)).toBeFocused();
    await expectAccessible(page, "a link that is opened in another browser");
    await password(page).fill("the wrong password");
    await button(page, "Confirm address").click();
    await expect(page.getByText("This is not your password.")).toBeVisible();
    await password(page).fill(goodPassword);
    await button(page, "Confirm address").click();
    await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
    await email(page).fill("stranger@example.org");
    await password(page).fill(goodPassword);
    await button(page, "Sign in").click();
    await expect(person(page).getByText("stranger@example.org")).toBeVisible();
    await say(page, "Here I am");
    await expectEnd(page, "completed");
  },
);

journey(
  "a guest who is no longer let in is told so, and keeps the chats by signing in",
  async ({ page, sql, server }) => {
    await openAll({ sql });
    await enter(page);
    await say(page, "Do not lose this");
    await expectEnd(page, "completed");
    const admin = await newAdmin({ origin: server.origin, sql }, "keeper@example.org");
    await admin.api.admin.entry.setGuests.mutate({ guests: "off" });
    await expect(page.getByText("You’ve been signed out.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Continue as guest" })).toHaveCount(0);
    await signIn(page, "keeper@example.org");
    await expect(person(page).getByText("keeper@example.org")).toBeVisible();
    await expect(sidebar(page).getByRole("link", { name: "A scripted title" })).toBeVisible();
  },
);

journey(
  "closed registration offers none, and by domain it takes the domain's addresses alone",
  async ({ page, sql }) => {
    await openAll({ sql });
    await enter(page);
    await register(page, sql, "closer@example.org");
    await makeAdmin(sql, "closer@example.org");
    await page.goto("/admin/entry");
    await section(page, "Who can register")
      .getByRole("radio", { name: /certain domains/ })
      .check();
    await section(page, "Who can register").getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Enter domains such as example.org.")).toBeVisible();
    await page.getByRole("textbox", { name: "Domains" }).fill("example.com, Example.net");
    await choose(page, "Who can register", /certain domains/);
    await shoot(page, "entry-domains");
    await page.context().clearCookies();
    await page.goto("/register");
    await expect(page.getByText("Only addresses of certain domains can register.")).toBeVisible();
    await email(page).fill("outside@example.org");
    await password(page).fill(goodPassword);
    await button(page, "Register").click();
    await expect(page.getByText("This address can’t be used on this server.")).toBeVisible();
    await shoot(page, "entry-refused");
    await email(page).fill("inside@example.net");
    await button(page, "Register").click();
    await expect(page.getByText("Check your e-mail")).toBeVisible();

    await signIn(page, "closer@example.org");
    await expect(person(page).getByText("closer@example.org")).toBeVisible();
    await page.goto("/admin/entry");
    await choose(page, "Who can register", /^No one/);
    await page.context().clearCookies();
    await page.goto("/register");
    await expect(page.getByText("Registration is closed on this server.")).toBeVisible();
    await shoot(page, "entry-closed");
    await page.goto("/sign-in");
    await expect(button(page, "Sign in")).toBeVisible();
    await expect(page.getByRole("link", { name: "No account yet? Register" })).toHaveCount(0);
  },
);

journey(
  "an invitation's link lets in a guest, and another one makes an account, once",
  async ({ page, context, sql, server }) => {
    await openAll({ sql });
    await enter(page);
    await register(page, sql, "host@example.org");
    await makeAdmin(sql, "host@example.org");
    await page.goto("/admin/entry");
    await choose(page, "Who can register", /^People with an invitation/);
    await choose(page, "Guests", /^Only people with an invitation/);
    const invite = async (grants: string) => {
      await page.getByLabel("What people get").selectOption({ label: grants });
      await button(page, "Create invitation").click();
      await expect(page.getByText("This is the link. Copy it now")).toBeVisible();
      return (await page.getByRole("main").locator("code").textContent()) ?? "";
    };
    const forAccount = await invite("An account");
    await page.reload();
    const forGuest = await invite("Chatting as a guest");
    await expectAccessible(page, "invitations");
    await shoot(page, "entry-invitations");

    const visitor = await context
      .browser()
      ?.newContext({ baseURL: server.origin, locale: "en-GB" });
    const tab = await visitor?.newPage();
    if (!visitor || !tab) throw new Error("the journey's browser is gone");
    await tab.goto("/register");
    await expect(tab.getByText("Registering here takes an invitation.")).toBeVisible();
    await tab.goto(forGuest);
    await button(tab, "Start chatting").click();
    await say(tab, "Thanks for having me");
    await expectEnd(tab, "completed");
    await tab.goto(forAccount);
    await email(tab).fill("friend@example.org");
    await shoot(tab, "entry-invited");
    await password(tab).fill(goodPassword);
    await button(tab, "Register").click();
    await expect(tab.getByText("Check your e-mail")).toBeVisible();
    await tab.goto(`/verify-email#${await linkTo(sql, "friend@example.org", "verifyEmail")}`);
    await button(tab, "Confirm address").click();
    await expect(tab.getByText("Your chats are saved to your account.")).toBeVisible();
    await tab.goto("/");
    await expect(person(tab).getByText("friend@example.org")).toBeVisible();
    await expect(sidebar(tab).getByRole("link", { name: "A scripted title" })).toBeVisible();

    await visitor.clearCookies();
    for (const link of [forAccount, forGuest]) {
      await tab.goto("/sign-in");
      await tab.goto(link);
      await expect(tab.getByText("This invitation was used up")).toBeVisible();
    }
    await shoot(tab, "entry-used-up");
    await visitor.close();
  },
);
