import { aptInstall, runInstallation } from "../browser.ts";
import { freePort } from "../../server/platform/free-port.ts";
import { endChild } from "../../scripts/process/end-child.ts";
import { until } from "../../testing/until.ts";
import type { OtherBrowser } from "./tab.ts";
import { WebDriverSession } from "./webdriver.ts";

/** The driver of WebKitGTK, which starts its own browser, and a screen for it. */
export interface WebKitPrograms {
  driver: string;
  screen: string;
}

const endWithinMs = 3_000;

/** WebKitGTK as Debian packages it; null where a part of it is missing. */
export function findWebKit(): WebKitPrograms | null {
  const driver = Bun.which("WebKitWebDriver");
  const screen = Bun.which("Xvfb");
  return driver && screen ? { driver, screen } : null;
}

/**
 * Finds WebKit, or installs Debian's packages as root. Null where neither is possible. Reports its
 * steps through `onProgress`.
 */
export async function obtainWebKit(
  onProgress: (text: string) => void,
): Promise<WebKitPrograms | null> {
  const found = findWebKit();
  if (found !== null || process.getuid?.() !== 0 || !Bun.which("apt-get")) return found;
  onProgress("no WebKit found; installing webkit2gtk-driver and xvfb");
  await runInstallation(aptInstall("webkit2gtk-driver", "xvfb"));
  return findWebKit();
}

/** Starts WebKit on a screen of its own, driven by WebDriver. */
export async function launchWebKit({ driver, screen }: WebKitPrograms): Promise<OtherBrowser> {
  await using opening = new AsyncDisposableStack();
  const display = await startScreen(screen, opening);
  const port = freePort();
  const child = Bun.spawn([driver, `--port=${port}`], {
    // Its sandbox needs rights that containers do not have.
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    stdio: ["ignore", "ignore", "ignore"],
  });
  opening.defer(() => endChild(child, endWithinMs));
  const url = `http://127.0.0.1:${port}`;
  await until("the WebDriver server", async () =>
    fetch(`${url}/status`).then(
      ({ ok }) => ok || undefined,
      () => undefined,
    ),
  );
  const session = await WebDriverSession.begin(url);
  opening.defer(() => session.end());
  let isFirst = true;
  const opened = opening.move();
  return {
    faults: [],
    async newTab() {
      const given = isFirst
        ? { handle: await session.get("/window") }
        : await session.post("/window/new", { type: "window" });
      isFirst = false;
      return session.tab(String(Object(given).handle));
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** Starts an X server on a free display, and returns the display's name. */
async function startScreen(program: string, resources: AsyncDisposableStack): Promise<string> {
  const child = Bun.spawn(
    [program, "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  resources.defer(() => endChild(child, endWithinMs));
  let printed = "";
  for await (const bytes of child.stdout) {
    printed += new TextDecoder().decode(bytes);
    if (printed.includes("\n")) return `:${printed.trim()}`;
  }
  throw new Error("Xvfb did not start");
}
