import type { Page } from "playwright";
import { accountSettings, makeAdmin, register } from "./journey/account.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, replies, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

/** The boxes of controls, landmarks and icons, by a path that names each. */
function boxes(): Record<string, { start: number; width: number; top: number }> {
  const found: Record<string, { start: number; width: number; top: number }> = {};
  const isRtl = document.documentElement.dir === "rtl";
  const selector =
    "a, article, aside, button, dialog, form, header, input, label, li, main, nav, [role], select, svg, textarea, time";
  for (const element of document.querySelectorAll(selector)) {
    // What is always written from left to right stays so inside.
    if (element.closest(".md, [dir='ltr'] *, .uplot")) continue;
    const { left, right, width, top } = element.getBoundingClientRect();
    if (width < 2 || top > innerHeight || right < 0 || left > innerWidth) continue;
    const parts: string[] = [];
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement)
      parts.unshift(`${at.localName}${Array.from(at.parentElement?.children ?? []).indexOf(at)}`);
    found[parts.join(">")] = {
      start: Math.round(isRtl ? innerWidth - right : left),
      width: Math.round(width),
      top: Math.round(top),
    };
  }
  return found;
}

/** Turns the page around, and checks that everything stands at the same distance from its start. */
async function expectMirrored(page: Page, what: string): Promise<void> {
  const settle = () =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    });
  await settle();
  const before = await page.evaluate(boxes);
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await settle();
  const after = await page.evaluate(boxes);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  if (process.env["CHATKIT_SHOTS"])
    await page.screenshot({ path: `${process.env["CHATKIT_SHOTS"]}/rtl-${what}.png` });
  await page.evaluate(() => document.documentElement.removeAttribute("dir"));
  await settle();
  expect(overflow, `${what}: sideways scrolling`).toBe(false);
  expect(Object.keys(after).length).toBeGreaterThan(10);
  const moved = Object.entries(before).flatMap(([name, box]) => {
    const other = after[name];
    const isSame =
      other !== undefined &&
      Math.abs(other.start - box.start) <= 2 &&
      Math.abs(other.width - box.width) <= 2 &&
      Math.abs(other.top - box.top) <= 2;
    return isSame ? [] : [{ name, box, other }];
  });
  expect(moved, what).toEqual([]);
}

journey("the chat is mirrored in a language that runs from right to left", async ({ page }) => {
  await enter(page);
  await expectMirrored(page, "empty");
  await say(page, "Hello there.");
  await expectEnd(page, "completed");
  await page.getByRole("button", { name: "Regenerate", exact: true }).click();
  await expect(page.getByText("Version 2 of 2")).toBeAttached();
  await expectEnd(page, "completed");
  await replies(page).last().hover();
  await expectMirrored(page, "conversation");
  const arrows = () =>
    replies(page)
      .getByRole("button", { name: /^(Previous|Next) version$/ })
      .locator("svg")
      .evaluateAll((icons) => icons.map((icon) => getComputedStyle(icon).scale));
  expect(await arrows()).toEqual(["none", "none"]);
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  expect(await arrows()).toEqual(["-1 1", "-1 1"]);
  await page.evaluate(() => document.documentElement.removeAttribute("dir"));
  await page.keyboard.press("Control+/");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectMirrored(page, "shortcuts");
});

journey(
  "the chat on a phone is mirrored too",
  async ({ page }) => {
    await enter(page);
    await say(page, "Hello there.");
    await page.getByRole("button", { name: "Send" }).tap();
    await expectEnd(page, "completed");
    await expectMirrored(page, "phone");
    await page.getByRole("button", { name: "Open sidebar" }).tap();
    // Its parts are loaded after it has opened.
    for (const name of ["Projects", "Today"])
      await expect(page.getByRole("dialog").getByRole("region", { name })).toBeVisible();
    await expectMirrored(page, "drawer");
  },
  { browser: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } },
);

journey("the pages of accounts and admins are mirrored", async ({ page, sql }) => {
  await register(page, sql, "mirror@example.org");
  await makeAdmin(sql, "mirror@example.org");
  for (const path of [
    "/settings",
    "/settings/devices",
    "/admin/users",
    "/admin/workflows",
    "/admin/connections",
    "/admin/jobs",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await expectMirrored(page, path.replaceAll("/", "-"));
  }
});

journey("a field runs as its text does", async ({ page, sql }) => {
  await register(page, sql, "fields@example.org");
  await makeAdmin(sql, "fields@example.org");
  await page.goto("/admin/workflows");
  const field = (name: string) => page.getByRole("main").getByLabel(name, { exact: true });
  await expect(field("ID")).toHaveValue("wf_");
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await expect(field("Name")).toHaveCSS("direction", "rtl");
  await expect(field("ID")).toHaveCSS("direction", "ltr");
  await field("Name").fill("مساعد");
  await expect(field("Name")).toHaveCSS("direction", "rtl");
  await field("Name").fill("Helper");
  await expect(field("Name")).toHaveCSS("direction", "ltr");
});
