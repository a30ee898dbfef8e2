import { afterAll } from "bun:test";
import type { Page } from "playwright";
import { chooseInMenu } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { choose, expectReady, textFile } from "./journey/files.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { expectWorker, withWorker } from "./journey/kept.ts";
import { composer, enter, expectEnd, replies, say, wordsOf } from "./journey/screen.ts";
import { copyProject } from "./journey/second-build.ts";

const project = await copyProject();
afterAll(() => project[Symbol.asyncDispose]());
const journey = defineJourneys(import.meta.path, { root: project.root, wholeBrowser: true });

const notice = (page: Page) => page.getByText("A new version is ready.");
const entry = (page: Page) =>
  page.evaluate(() => document.querySelector("script[type=module]")?.getAttribute("src"));

journey(
  "the app can be installed",
  async ({ page, context }) => {
    await enter(page);
    const devtools = await context.newCDPSession(page);
    const { url, errors } = await devtools.send("Page.getAppManifest");
    expect([new URL(url).pathname, errors]).toEqual(["/manifest.webmanifest", []]);
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    // Journeys run in private windows, which install nothing.
    const ids = installabilityErrors.map(({ errorId }) => errorId);
    expect(ids.filter((id) => id !== "in-incognito")).toEqual([]);
    const icons = ["icon-192.png", "icon-512.png", "icon-maskable-512.png", "apple-touch-icon.png"];
    const sizes = await page.evaluate(async (names) => {
      const pictures = names.map(async (name) => {
        const picture = await createImageBitmap(await (await fetch(`/${name}`)).blob());
        return [picture.width, picture.height];
      });
      return Promise.all(pictures);
    }, icons);
    expect(sizes).toEqual([192, 512, 512, 180].map((size) => [size, size]));
  },
  withWorker,
);

journey(
  "a new version waits for the user, and nothing is lost with the reload",
  async ({ page, context, mock, server }) => {
    await enter(page);
    await expectWorker(page);
    const held = await sayHeld(page, mock, "Tell me slowly.");
    held.push("Once, ");
    await expect(wordsOf(replies(page))).toHaveText("Once,");
    await say(page, "And then?");
    await expect(page.getByText("And then?")).toBeVisible();
    await choose(page, textFile("notes.txt", "a note"));
    await expectReady(page, 1);
    await composer(page).fill("Half a thought");
    const other = await context.newPage();
    await other.goto("/");
    await expect(composer(other)).toBeVisible();
    await other.keyboard.press("Control+k");
    await expect(other.getByRole("dialog")).toBeVisible();
    const before = await entry(page);
    expect(before).toBeTruthy();

    await project.upgrade();
    await server.replace();
    await expect(notice(page)).toBeVisible();
    await shoot(page, "new-version");
    await expectAccessible(page, "a new version");
    await expect(other.getByText("Reconnecting…")).toHaveCount(0);
    await expect(notice(other)).toHaveCount(0);
    await other.keyboard.press("Escape");
    await expect(notice(other)).toBeVisible();
    expect(await entry(page)).toBe(before ?? "");

    await page.bringToFront();
    // With the keyboard: a click waits for frames, which a page that was behind another may not get.
    await page.getByRole("button", { name: "Reload" }).press("Enter");
    await expect(composer(page)).toHaveValue("Half a thought");
    await expectReady(page, 1);
    await expect(page.getByText("And then?")).toBeVisible();
    await expect(notice(page)).toHaveCount(0);
    expect(await entry(page)).not.toBe(before ?? "");
    // The new build's worker is there; the browser decides when the old one, if busy, gives way.
    await expect.poll(() => page.evaluate(hasInstalled)).toBe(true);
    await other.bringToFront();
    await other.getByRole("button", { name: "Dismiss" }).click();
    await expect(notice(other)).toHaveCount(0);
  },
  { ...withWorker, throughCable: false },
);

/** Runs in the page: whether no worker is being installed. */
async function hasInstalled(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration();
  return registration !== undefined && registration.installing === null;
}

const isHome = ({ pathname }: URL) => pathname === "/";

/** The server has another build, as far as the page can tell. */
async function showAnother(page: Page): Promise<void> {
  await page.route(isHome, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/(assets\/index-)[\w-]+\.js/, "$1another.js");
    await route.fulfill({ response: answer, body });
  });
}

/** Loses the connection, and waits until the page has asked for the build with the next one. */
async function reconnect(page: Page, cable: Journey["cable"]): Promise<void> {
  cable.cut();
  await expect(page.getByText("Reconnecting…")).toBeVisible();
  const asked = page.waitForResponse((response) => isHome(new URL(response.url())));
  cable.mend();
  await (await asked).finished();
  await expect(page.getByText("Reconnecting…")).toHaveCount(0);
}

journey("a part that the server no longer has tells of the new version", async ({ page }) => {
  await page.route("**/assets/dialog-host-*", (route) => route.fulfill({ status: 404 }));
  await enter(page);
  await say(page, "Hello");
  await expectEnd(page, "completed");
  await expect(notice(page)).toHaveCount(0);
  await showAnother(page);
  await page.keyboard.press("Control+k");
  await expect(notice(page)).toBeVisible();
});

journey(
  "the notice goes with the other build, waits for text to be saved, and stays dismissed",
  async ({ page, cable }) => {
    await enter(page);
    await say(page, "Hello");
    await expectEnd(page, "completed");
    await showAnother(page);
    await reconnect(page, cable);
    await expect(notice(page)).toBeVisible();
    await page.unroute(isHome);
    await reconnect(page, cable);
    await expect(notice(page)).toHaveCount(0);
    await showAnother(page);
    await reconnect(page, cable);
    await expect(notice(page)).toBeVisible();

    await chooseInMenu(page, "Settings");
    await page.getByRole("link", { name: "Personalisation" }).click();
    await page.getByLabel("What should ChatKit know about you?").fill("I bake bread.");
    await expect(notice(page)).toHaveCount(0);
    const section = page.getByRole("region", { name: "Custom instructions" });
    await section.getByRole("button", { name: "Save" }).click();
    await expect(notice(page)).toBeVisible();
    await page.goBack();
    await page.goBack();
    await expect(composer(page)).toBeVisible();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(notice(page)).toHaveCount(0);
    await expect(composer(page)).toBeFocused();
    await reconnect(page, cable);
    await expect(notice(page)).toHaveCount(0);
  },
  { throughCable: true },
);
