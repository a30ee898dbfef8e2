import type { Page } from "playwright";
import { newAdmin } from "../testing/server/accounts.ts";
import { pngOf } from "../testing/server/png-of.ts";
import { present } from "../testing/present.ts";
import { accountSettings, button, person } from "./journey/account.ts";
import { enterAsAdmin, shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter } from "./journey/screen.ts";

// How the server presents itself: what an admin sets, and what everyone then sees.
const journey = defineJourneys(import.meta.path, { env: accountSettings });

const plum = { light: "#7a1fa2", dark: "#d7a6f0" };

const logo = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40"><rect width="40" height="40" rx="10" fill="${colour}"/><text x="50" y="28" font-size="24" font-family="sans-serif" fill="${colour}">Acme</text></svg>`;

const styleOf = (page: Page, name: string) =>
  page.evaluate((of) => getComputedStyle(document.documentElement).getPropertyValue(of), name);

const colour = (page: Page, theme: string) => page.getByLabel(theme, { exact: true });

/** Notes every title and accent that the page has, from its first script on. */
async function noteLooks(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const looks = new Set<string>();
    Object.assign(window, { looks });
    const note = () => {
      const root = document.querySelector("html");
      if (root && document.body)
        looks.add(`${document.title} ${getComputedStyle(root).getPropertyValue("--accent")}`);
      requestAnimationFrame(note);
    };
    note();
  });
  return () =>
    page.evaluate(() => {
      const looks: unknown = Reflect.get(window, "looks");
      return looks instanceof Set ? [...looks].map(String) : [];
    });
}

/** Nothing is wider than the screen. */
const expectFit = async (page: Page) =>
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);

journey(
  "an admin gives the server a name and colours, and no page ever shows others",
  async (it) => {
    const { page, context } = it;
    await enterAsAdmin(it, "brand@example.org");
    await page.goto("/admin/branding");
    await page.getByLabel("Name", { exact: true }).fill("Acme Assist");
    await page.getByLabel("Use your own colours").check();
    await colour(page, "In the light theme").fill("#c58be0");
    await button(page, "Save").click();
    const refusal = "This colour only reaches a contrast of 2.1:1. Text needs 4.5:1.";
    await expect(page.getByText(refusal)).toBeVisible();
    await shoot(page, "branding-refused");
    await colour(page, "In the light theme").fill(plum.light);
    await colour(page, "In the dark theme").fill(plum.dark);
    await button(page, "Save").click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await expectAccessible(page, "the page of branding");
    await shoot(page, "branding-en");
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page, "the page of branding in the dark");
    await page.setViewportSize({ width: 360, height: 740 });
    await shoot(page, "branding-dark");

    await page.setViewportSize({ width: 1_280, height: 720 });
    const choose = (what: string, name: string, text: string | Buffer) =>
      page.getByLabel(`Choose file: ${what}`).setInputFiles({
        name,
        mimeType: "application/octet-stream",
        buffer: Buffer.from(text),
      });
    await choose("Logo in the light theme", "logo.svg", "no picture");
    await expect(page.getByText("This file can’t be used.")).toBeVisible();
    await choose("Logo in the light theme", "logo.svg", logo("#7a1fa2"));
    await expect(page.getByRole("button", { name: "Remove: Logo in the light" })).toBeVisible();
    await choose("Logo in the dark theme", "logo.svg", logo("#d7a6f0"));
    await expect(page.getByRole("button", { name: "Remove: Logo in the dark" })).toBeVisible();
    await choose("Icon of the app", "icon.png", pngOf(192, 192));
    await expect(page.getByRole("button", { name: "Remove: Icon" })).toBeVisible();
    await expectAccessible(page, "the pictures of the server");
    await page.getByRole("button", { name: "Remove: Icon" }).scrollIntoViewIfNeeded();
    await shoot(page, "branding-images");

    const visitor = await context.newPage();
    const looks = await noteLooks(visitor);
    await enter(visitor);
    const mark = person(visitor).getByRole("img", { name: "Acme Assist" });
    await expect(mark).toHaveCount(1);
    await expect(mark).toHaveJSProperty("naturalWidth", 160);
    await expect(mark).toHaveAttribute("src", /^\/brand\/light\?v=/);
    expect(await looks()).toEqual([`Acme Assist ${plum.light}`]);
    await shoot(visitor, "branding-app");
    await visitor.emulateMedia({ colorScheme: "dark" });
    await expect(visitor.locator('html[data-theme="dark"]')).toBeAttached();
    expect(await styleOf(visitor, "--accent")).toBe(plum.dark);
    await expect(mark).toHaveAttribute("src", /^\/brand\/dark\?v=/);
    await shoot(visitor, "branding-app-dark");
    await expectAccessible(visitor, "the branded app in the dark");
    const manifest = await visitor.request.get("/manifest.webmanifest");
    expect(await manifest.json()).toMatchObject({
      name: "Acme Assist",
      short_name: "Acme Assist",
      icons: [{ sizes: "192x192", src: expect.stringContaining("/brand/icon?v=") }],
    });

    await it.sql`insert into server_settings (name, value) values ('guests', '"off"')`;
    await context.clearCookies();
    await visitor.goto("/sign-in");
    await expect(visitor.getByRole("main").getByRole("img", { name: "Acme Assist" })).toBeVisible();
    await expectAccessible(visitor, "signing in at a branded server");
    await shoot(visitor, "branding-sign-in");
    await it.sql`delete from server_settings where name in ('guests', 'brand_image_light', 'brand_image_dark')`;
  },
);

journey(
  "the page of branding fits a phone in other languages",
  async ({ context, sql, server }) => {
    const { cookie } = await newAdmin({ origin: server.origin, sql }, "languages@example.org");
    await context.addCookies([
      { name: "chatkit_session_id", value: cookie ?? "", url: server.origin },
    ]);
    for (const locale of ["fr", "es", "ar"]) {
      await sql`update users set locale = ${locale} where email = 'languages@example.org'`;
      const page = await context.newPage();
      await page.setViewportSize({ width: 360, height: 740 });
      await page.addInitScript((of) => localStorage.setItem("chatkit.locale", of), locale);
      await page.goto("/admin/branding");
      await expect(page.locator(`html[lang=${locale}]`)).toBeAttached();
      await expect(page.getByRole("checkbox")).toBeVisible();
      await expectAccessible(page, `the page of branding in ${locale}`);
      await expectFit(page);
      await shoot(page, `branding-${locale}`);
      await page.close();
    }
  },
);

journey(
  "an announcement appears in open tabs when it is published, and is dismissed once a browser",
  async (it) => {
    const { page, context, server } = it;
    const browser = present(context.browser());
    await enterAsAdmin(it, "news@example.org");
    await using other = await browser.newContext({ baseURL: server.origin, locale: "en-GB" });
    const [tab, second] = [await other.newPage(), await other.newPage()];
    await enter(tab);
    await enter(second);
    await page.goto("/admin/branding");
    await page.getByLabel("Text").fill("Maintenance tonight at 22:00. Replies may pause.");
    await page.getByLabel("Severity").selectOption("Urgent");
    await page.getByLabel("Ends").fill("2020-01-01T10:00");
    await button(page, "Publish").click();
    await expect(page.getByText("Choose an end after the start.")).toBeVisible();
    await page.getByLabel("Ends").fill("");
    await button(page, "Publish").click();
    await expect(page.getByText("Announcement published.")).toBeVisible();

    const banner = (of: Page) => of.getByRole("status").getByText("Maintenance tonight");
    for (const each of [page, tab, second]) await expect(banner(each)).toBeVisible();
    await expectAccessible(page, "the page of branding with an announcement");
    await page.getByLabel("Severity").scrollIntoViewIfNeeded();
    await shoot(page, "announcement-admin");
    await expectAccessible(tab, "an announcement");
    await shoot(tab, "announcement");
    await tab.emulateMedia({ colorScheme: "dark" });
    await tab.setViewportSize({ width: 360, height: 740 });
    await expect(tab.locator('html[data-theme="dark"]')).toBeAttached();
    await expectAccessible(tab, "an announcement in the dark");
    await expectFit(tab);
    await shoot(tab, "announcement-dark");

    await tab.getByRole("status").getByRole("button", { name: "Dismiss" }).click();
    for (const each of [tab, second]) await expect(banner(each)).toHaveCount(0);
    await expect(banner(page)).toBeVisible();
    await tab.reload();
    await page.getByLabel("Text").fill("All is well again.");
    await button(page, "Publish").click();
    await expect(tab.getByRole("status").getByText("All is well again.")).toBeVisible();
    await expect(banner(tab)).toHaveCount(0);
    await button(
      page,
      "Delete the announcement “Maintenance tonight at 22:00. Replies may pause.”",
    ).click();
    await expect(banner(page)).toHaveCount(0);
  },
);
