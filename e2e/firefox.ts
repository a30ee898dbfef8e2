import { existsSync } from "node:fs";
import { type Browser, launch } from "puppeteer-core";
import { aptInstall, runInstallation } from "./browser.ts";

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

/** Starts a headless Firefox, driven by WebDriver BiDi. */
export function launchFirefox(executablePath: string): Promise<Browser> {
  return launch({ browser: "firefox", executablePath, headless: true });
}
