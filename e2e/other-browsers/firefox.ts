import { existsSync } from "node:fs";
import { ElementHandle, launch, type Page } from "puppeteer-core";
import { aptInstall, runInstallation } from "../browser.ts";
import type { OtherBrowser, Tab } from "./tab.ts";

/** Firefox as distributions package it; Playwright drives only a build of its own. */
export function findFirefox(): string | null {
  const names = ["firefox-esr", "firefox"];
  const inPath = names.map((name) => Bun.which(name)).filter((path) => path !== null);
  const mac = "/Applications/Firefox.app/Contents/MacOS/firefox";
  return [...inPath, mac].find((path) => existsSync(path)) ?? null;
}

/**
 * Finds Firefox, or installs Debian's package as root. Null where neither is possible. Reports its
 * steps through `onProgress`.
 */
export async function obtainFirefox(onProgress: (text: string) => void): Promise<string | null> {
  const found = findFirefox();
  if (found !== null || process.getuid?.() !== 0 || !Bun.which("apt-get")) return found;
  onProgress("no Firefox found; installing firefox-esr");
  await runInstallation(aptInstall("firefox-esr"));
  return findFirefox();
}

/** Firefox reports a socket that cannot be opened as an error of the page. */
const lostConnection = /can’t establish a connection to the server|was interrupted while/;

/** Starts a headless Firefox, driven by WebDriver BiDi. */
export async function launchFirefox(executablePath: string): Promise<OtherBrowser> {
  const defaultViewport = { width: 1_280, height: 800 };
  const options = { browser: "firefox", executablePath, headless: true, defaultViewport } as const;
  const browser = await launch(options);
  const faults: string[] = [];
  return {
    faults,
    async newTab() {
      const page = await browser.newPage();
      page.on("pageerror", (error) => {
        if (!lostConnection.test(String(error))) faults.push(String(error));
      });
      return tabOf(page);
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

function tabOf(page: Page): Tab {
  const find = async (expression: string) => {
    const found = await page.evaluateHandle(expression);
    if (found instanceof ElementHandle) return found;
    throw new Error(`no element: ${expression}`);
  };
  return {
    go: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    read: (expression) => page.evaluate(expression),
    click: async (element) => (await find(element)).click(),
    type: (text) => page.keyboard.type(text),
    async press(key, held) {
      if (held) await page.keyboard.down(held);
      await page.keyboard.press(key);
      if (held) await page.keyboard.up(held);
    },
    choose: async (element, path) => (await find(element)).uploadFile(path),
    picture: async () => Uint8Array.from(await page.screenshot()),
    close: () => page.close(),
  };
}
