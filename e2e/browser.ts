import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright";

/** Set by the test script, so that journeys need not search again. */
export const browserVariable = "CHATKIT_CHROMIUM";

/** The same for the headless shell. */
export const shellVariable = "CHATKIT_CHROMIUM_SHELL";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a headless Chromium. Rejects with one sentence when the machine has none.
 *
 * Without `whole` it is Chromium's headless shell where there is one: it lacks the browser's own
 * windows, so journeys take half the time. The whole browser installs apps and shows notifications.
 */
export async function launchBrowser({ whole = false } = {}): Promise<Browser> {
  const shell = whole ? null : process.env[shellVariable] || findShell();
  const executablePath = shell || process.env[browserVariable] || (await findBrowser());
  if (!executablePath)
    throw new Error("there is no Chromium on this machine; run `bun run test`, which gets one");
  return chromium.launch({ executablePath, args: flags });
}

/** The path of Chromium's headless shell as Debian packages it, or null. */
export function findShell(): string | null {
  return Bun.which("chromium-headless-shell");
}

/** Finds the headless shell, or installs Debian's package as root. Null where neither is possible. */
export async function obtainShell(onProgress: (text: string) => void): Promise<string | null> {
  const found = findShell();
  if (found !== null || process.getuid?.() !== 0 || !Bun.which("apt-get")) return found;
  onProgress("no headless shell of Chromium found; installing one");
  await runInstallation(aptInstall("chromium-headless-shell"));
  return findShell();
}

/**
 * Finds a Chromium that runs: Playwright's own, or one of the system's. When there is none it
 * installs the distribution's package (as root), or else the one of Playwright. Reports its steps
 * through `onProgress`; rejects when none of this helps.
 */
export async function obtainBrowser(onProgress: (text: string) => void): Promise<string> {
  const present = await findBrowser();
  if (present) return present;
  for (const way of waysToInstall()) {
    onProgress(
      `no Chromium found; installing one: ${way.map((command) => command.join(" ")).join(" && ")}`,
    );
    await runInstallation(way);
    const installed = await findBrowser();
    if (installed) return installed;
  }
  throw new Error(
    "there is no Chromium, and it could not be installed; install one and run the tests again",
  );
}

/** Runs commands one after the other until one fails. */
export async function runInstallation(commands: readonly string[][]): Promise<void> {
  for (const command of commands)
    if (!(await succeeds(command, installWithinMs, "inherit"))) return;
}

/** The path of a Chromium that starts, or null. */
export async function findBrowser(): Promise<string | null> {
  for (const path of candidates()) {
    if (await succeeds([path, "--version"], versionWithinMs, "ignore")) return path;
  }
  return null;
}

const versionWithinMs = 20_000;
const installWithinMs = 10 * 60_000;

function candidates(): string[] {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  const inPath = names.map((name) => Bun.which(name)).filter((path) => path !== null);
  const mac = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ];
  return [chromium.executablePath(), ...inPath, ...mac].filter(
    (path) => path !== "" && existsSync(path),
  );
}

/** Each way is a list of commands to run one after the other. */
function waysToInstall(): string[][][] {
  const playwright = join(import.meta.dir, "..", "node_modules", "playwright", "cli.js");
  const own = [[process.execPath, playwright, "install", "chromium"]];
  if (process.getuid?.() !== 0) return [own];
  const packages: Record<string, string[][]> = {
    "apt-get": aptInstall("chromium"),
    apk: [["apk", "add", "chromium"]],
    dnf: [["dnf", "install", "-y", "chromium"]],
  };
  const manager = Object.keys(packages).find((name) => Bun.which(name));
  const distribution = manager ? packages[manager] : undefined;
  return [...(distribution ? [distribution] : []), own];
}

/** Commands that install packages of Debian or Ubuntu, as root. */
export function aptInstall(...names: string[]): string[][] {
  return [
    ["apt-get", "update", "-q"],
    ["apt-get", "install", "-q", "-y", "--no-install-recommends", ...names],
  ];
}

/** Whether the command ends with status 0 in the time allowed, in milliseconds. */
async function succeeds(
  cmd: string[],
  withinMs: number,
  output: "ignore" | "inherit",
): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const child = Bun.spawn({
    cmd,
    env,
    stdio: ["ignore", output, output],
    timeout: withinMs,
    killSignal: "SIGKILL",
  });
  return (await child.exited) === 0;
}
