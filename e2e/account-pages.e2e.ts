import {
  accountSettings,
  button,
  email,
  password,
  makeAdmin,
  register,
} from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

const openPages = [
  "/sign-in",
  "/register",
  "/forgot-password",
  "/reset-password#x",
  "/verify-email#x",
];

journey("what is wrong is said at its field, and nothing written is lost", async ({ page }) => {
  await page.goto("/register");
  await button(page, "Register").click();
  await expect(email(page)).toBeFocused();
  await expect(page.getByText("Enter a full e-mail address")).toBeVisible();
  await email(page).fill("wrong@example.org");
  await password(page).fill("short");
  await page.keyboard.press("Enter");
  await expect(password(page)).toBeFocused();
  await expect(page.getByText("Use at least 8 characters")).toBeVisible();
  await password(page).fill("        ");
  await page.keyboard.press("Enter");
  await expect(page.getByText("at least two different characters")).toBeVisible();
  await password(page).fill("password123");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This password is too common")).toBeVisible();
  await expect(email(page)).toHaveValue("wrong@example.org");
  await expect(password(page)).toHaveValue("password123");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(password(page)).toHaveAttribute("type", "text");
  await page.getByRole("link", { name: "Sign in", exact: false }).last().click();
  await email(page).fill("wrong@example.org");
  await password(page).fill("not my password");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Wrong e-mail or password")).toBeVisible();
  await expect(password(page)).toHaveValue("not my password");
});

for (const colorScheme of ["light", "dark"] as const) {
  journey(
    `axe finds nothing on the pages of accounts (${colorScheme})`,
    async ({ page, sql }) => {
      await enter(page);
      for (const path of [...openPages, "/settings", "/settings/account", "/settings/data"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page, path);
      }
      await page.goto("/register");
      await button(page, "Register").click();
      await expect(page.getByText("Enter a full e-mail address")).toBeVisible();
      await expectAccessible(page, "a form with problems");
      await register(page, sql, `axe-${colorScheme}@example.org`);
      await expectAccessible(page, "an account that is ready");
      await page.goto("/settings");
      const place = (name: string) =>
        page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name });
      await place("Account").click();
      await button(page, "Delete permanently").click();
      await expectAccessible(page, "settings: account");
      await place("Notifications").click();
      await expect(page.getByLabel("A reply is ready while I’m away")).toBeVisible();
      await expectAccessible(page, "settings: notifications");
      await place("Devices").click();
      await expect(page.getByText("This device")).toBeVisible();
      await expect(place("Devices")).toBeFocused();
      await expectAccessible(page, "settings: devices");
      await place("API keys").click();
      await page.getByRole("textbox", { name: "Name" }).fill("a key");
      await button(page, "Create key").click();
      await expect(page.getByText(/^sk-/)).toBeVisible();
      await expectAccessible(page, "settings: keys");
      await makeAdmin(sql, `axe-${colorScheme}@example.org`);
      await page.goto("/");
      await page.getByRole("button", { name: "Settings" }).click();
      await expectAccessible(page, "the menu");
      await page.getByRole("menuitem", { name: "Administration" }).click();
      await page.getByRole("link", { name: "Users" }).click();
      await expect(page.getByRole("list", { name: "Users" })).toBeVisible();
      await expectAccessible(page, "users");
      await page.getByRole("link", { name: "Audit log" }).click();
      await expect(page.getByRole("list", { name: "Audit log" })).toBeVisible();
      await expectAccessible(page, "audit log");
    },
    { browser: { colorScheme, reducedMotion: "reduce" } },
  );
}

journey(
  "every page fits the smallest screen, with long words in it",
  async ({ page, sql }) => {
    await enter(page);
    const fits = async (path: string) => {
      const { scroll, width } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        width: document.documentElement.clientWidth,
      }));
      expect([path, scroll]).toEqual([path, width]);
    };
    for (const path of openPages) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await fits(path);
    }
    const long = `${"long".repeat(14)}@${"a-very-long-domain-name".repeat(2)}.example.org`;
    await register(page, sql, long);
    await makeAdmin(sql, long);
    for (const path of ["/settings", "/settings/account", "/settings/data", "/settings/devices"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
      await fits(path);
    }
    await page.goto("/settings/keys");
    await page.getByRole("textbox", { name: "Name" }).fill("k".repeat(60));
    await button(page, "Create key").click();
    await expect(page.getByText(/^sk-/)).toBeVisible();
    await fits("/settings/keys");
    for (const [path, name] of [
      ["/admin/users", "Users"],
      ["/admin/audit", "Audit log"],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole("list", { name })).toBeVisible();
      await fits(path);
    }
  },
  { browser: { viewport: { width: 320, height: 640 } } },
);

const headings = { "fr-FR": "Se connecter", "es-ES": "Iniciar sesión" };

for (const [locale, heading] of Object.entries(headings)) {
  journey(
    `the pages speak the person's language (${locale})`,
    async ({ page }) => {
      await page.goto("/sign-in");
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
    },
    { browser: { locale } },
  );
}

journey(
  "instructions and memory are saved, and other tabs show them",
  async ({ page, context }) => {
    await enter(page);
    await page.goto("/settings/personal");
    const other = await context.newPage();
    await other.goto("/settings/personal");
    const about = (tab: typeof page) => tab.getByLabel("What should ChatKit know about you?");
    await expect(about(other)).toHaveValue("");
    await other.getByLabel("How should ChatKit reply?").fill("not saved yet");
    await about(page).fill("I bake bread.");
    const section = page.getByRole("region", { name: "Custom instructions" });
    await section.getByRole("button", { name: "Save" }).click();
    await expect(section.getByText("Saved.")).toBeVisible();
    await expect(about(other)).toHaveValue("I bake bread.");
    await expect(other.getByLabel("How should ChatKit reply?")).toHaveValue("not saved yet");
    await shoot(page, "instructions");

    const memory = (tab: typeof page) => tab.getByRole("region", { name: "Memory" });
    for (const fact of ["I keep bees", "I live in Lyon"]) {
      await memory(page).getByLabel("What should be remembered about you?").fill(fact);
      await page.keyboard.press("Enter");
      await expect(memory(other).getByText(fact)).toBeVisible();
    }
    await memory(other).getByRole("button", { name: "Edit “I live in Lyon”" }).click();
    await memory(other).getByLabel("What should be remembered?").fill("I live in Nice");
    await other.keyboard.press("Enter");
    await expect(memory(page).getByText("I live in Nice")).toBeVisible();
    await expectAccessible(page, "the memory");
    await shoot(page, "memory");
    await memory(page).getByRole("button", { name: "Delete “I keep bees”" }).click();
    await expect(memory(page).getByText("I keep bees")).toHaveCount(0);
    await memory(page).getByRole("button", { name: "Delete all" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete all" }).click();
    await expect(memory(page).getByText("Nothing remembered yet.")).toBeVisible();
  },
);
