import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { createTestDatabase } from "../testing/server/test-database.ts";
import { startMockProvider } from "../testing/mock-provider/mock-provider.ts";
import { findFirefox, launchFirefox } from "./firefox.ts";
import { startServerProcess } from "./journey/server-process.ts";

const executablePath = findFirefox();
const resources = new AsyncDisposableStack();
const actionWithinMs = 15_000;
let browser: Browser;
let origin: string;

describe.skipIf(executablePath === null)("in Firefox", () => {
  beforeAll(async () => {
    const database = resources.use(await createTestDatabase());
    const mock = resources.use(await startMockProvider());
    const server = resources.use(
      await startServerProcess({
        databaseUrl: database.url,
        providerUrl: mock.url,
        logPath: join(import.meta.dirname, "../test-results/firefox-server.log"),
      }),
    );
    origin = server.origin;
    browser = await launchFirefox(executablePath ?? "");
    resources.defer(() => browser.close());
  }, 90_000);
  afterAll(() => resources.disposeAsync(), 30_000);

  /** A new person's tab. */
  async function open(path: string): Promise<Page> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    page.setDefaultTimeout(actionWithinMs);
    await page.goto(origin + path);
    return page;
  }

  test("the composer has the focus when the page has loaded, and takes the first keys", async () => {
    const page = await open("/");
    await page.waitForFunction(() => document.activeElement?.id === "composer");
    await page.keyboard.type("Hello");
    expect(await page.$eval("#composer", (field) => Reflect.get(field, "value"))).toBe("Hello");
  });

  test("a message is answered, and is there after a reload", async () => {
    const page = await open("/");
    await page.waitForSelector("#composer:focus");
    await page.keyboard.type("Say **hello**.");
    await page.keyboard.press("Enter");
    const whole = '[data-role="assistant"][data-status="completed"]';
    await page.waitForSelector(whole);
    const words = () => page.$eval(`${whole} .md`, (reply) => reply.textContent);
    const before = await words();
    expect(before).toContain("hello");
    await page.reload();
    await page.waitForSelector(whole);
    expect(await words()).toBe(before);
    await page.waitForSelector("#composer:focus");
  });
});
