import type { Page } from "playwright";
import { accountSettings } from "./journey/account.ts";
import { expect } from "./journey/expect.ts";
import { choose, expectReady, sentFiles, textFile } from "./journey/files.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { expectWorker, withWorker } from "./journey/kept.ts";
import { replies, say, sidebar } from "./journey/screen.ts";

// The built app below a path, whose build knows nothing of it.
const journey = defineJourneys(import.meta.path, {
  env: { ...accountSettings, BASE_PATH: "/chat" },
});

const chart = `\`\`\`vega-lite
${JSON.stringify({
  title: "Cups",
  data: { values: [{ kind: "Tea", cups: 12 }] },
  mark: "bar",
  encoding: { x: { field: "kind", type: "nominal" }, y: { field: "cups", type: "quantitative" } },
})}
\`\`\``;

/** Addresses of this server that the browser asks for outside the path. */
function watchAddresses({ context, server }: Journey): string[] {
  const outside: string[] = [];
  context.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === server.origin && !pathname.startsWith("/chat/")) outside.push(request.url());
  });
  return outside;
}

const pathOf = (page: Page) => new URL(page.url()).pathname;

journey("everything of the app is below its path", async (stage) => {
  const { page, mock, context, server } = stage;
  const outside = watchAddresses(stage);
  await page.goto("/chat/");
  const held = await sayHeld(page, mock, "Show me");
  held.push("First words. ");
  await expect(replies(page)).toContainText("First words.");
  held.push(`\n\n${chart}\n\nand [a link](/settings).`);
  held.release();
  await expect(replies(page)).toHaveAttribute("data-status", "completed");
  await expect(page).toHaveURL(/\/chat\/t\/cthr_/);
  const thread = pathOf(page);

  // Links, reload, back and forward.
  await page.reload();
  await expect(replies(page)).toContainText("First words.");
  await replies(page).getByRole("link", { name: "a link" }).click();
  await expect(page).toHaveURL(/\/chat\/settings$/);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${thread}$`));
  await sidebar(page).getByRole("link").first().focus();
  await expect(sidebar(page).locator('a[aria-current="page"]')).toHaveAttribute("href", thread);

  // A chart, whose frame is a page of its own that loads a file of the app.
  await page.getByRole("main").getByRole("button", { name: "Preview" }).first().click();
  await expect(page.frameLocator("iframe").locator("svg.marks")).toContainText("Tea");
  expect(await page.locator("iframe").getAttribute("src")).toBe("/chat/frame/chart");

  // A file goes up, and comes down again.
  await page.goto("/chat/");
  await choose(page, textFile("notes.txt", "milk and bread"));
  await expectReady(page, 1);
  await say(page, "Read this");
  await expect(sentFiles(page)).toContainText("notes.txt");

  const cookies = await context.cookies(`${server.origin}/chat/`);
  expect(cookies.map(({ path }) => path)).toEqual(cookies.map(() => "/chat"));
  expect(await context.cookies(server.origin)).toEqual([]);
  expect(outside).toEqual([]);
});

journey(
  "the app opens without a network below its path, and nothing outside it",
  async ({ page, cable }) => {
    await page.goto("/chat/");
    await expectWorker(page);
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(new URL(scope).pathname).toBe("/chat/");
    const link = await page.goto(`/chat/s/${"x".repeat(22)}`);
    expect(link?.fromServiceWorker()).toBe(false);
    cable.cut();
    await page.goto("/chat/sign-in");
    await expect(page.getByRole("main")).toBeVisible();
    await expect(page).toHaveURL(/\/chat\/sign-in$/);
    await expect(page.goto("/other/")).rejects.toThrow(/net::ERR/);
  },
  withWorker,
);
