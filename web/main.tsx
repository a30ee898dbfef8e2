import { render } from "solid-js/web";
import { App } from "./app/app.tsx";
import { mendAddress } from "./app/mend-address.ts";
import { loadTurns } from "./chat/load-turns.ts";
import type { EarlyCopies } from "./early/read-early-copies.ts";
import { preferencesToTell } from "./i18n/account-locale.ts";
import { loadFirstLanguage } from "./i18n/load-language.ts";
import { preferredLocale } from "./i18n/preferred-locale.ts";
import { loadMarkdown } from "./markdown/load-markdown.tsx";
import { loadFailedSheets } from "./loading/load-part.ts";
import { basePath } from "./state/base-path.ts";
import { openEarlyClient } from "./state/early-client.ts";
import { createSafeStorage, findStorage } from "./state/safe-storage.ts";
import { threadIdIn } from "./state/thread-id-in.ts";
import { pageTaskClock } from "./ui/slices.ts";
// In the first style sheet, so that the first message waits for no other.
import "./markdown/markdown.css";
import "./markdown/highlight-colours.css";
// Parts loaded on demand share these, and may share no other file: see scripts/build/first-load.ts.
import "./chat/may-change-model.ts";
import "./i18n/page-words.ts";
import "./ui/clock.ts";
import "./ui/message-time.ts";

/** Warms up the time zone: the first query takes the browser some 30 ms, later ones none. */
function findTimeZone(): void {
  Intl.DateTimeFormat().resolvedOptions();
}

/** Longest wait for a kept chat before the frame of the page is shown without it, in milliseconds. */
const keptWithinMs = 200;

/**
 * Fetches what shows messages. Resolves once it is known that the chat is not kept, or once it can be
 * shown with the frame of the page, which then is rendered and painted once. The chat's page tells of
 * a failure, and tries again.
 */
async function fetchTurns(copies: Promise<EarlyCopies | null>): Promise<void> {
  const parts = Promise.allSettled([loadTurns(), loadMarkdown()]);
  const late = new Promise((resolve) => setTimeout(resolve, keptWithinMs));
  if ((await Promise.race([copies, late.then(() => null)]))?.thread)
    await Promise.race([parts, late]);
}

/**
 * Connects, and starts the app once the words of the first language are loaded, so that no other
 * language flashes up.
 */
async function start(root: HTMLElement): Promise<void> {
  void loadFailedSheets();
  const storage = findStorage(() => localStorage);
  const safe = createSafeStorage(storage);
  const locale = preferredLocale(safe, navigator.languages);
  const early = openEarlyClient(() => preferencesToTell(safe, locale, false));
  const threadId = threadIdIn(location.pathname.slice(basePath().length));
  const copies = window.earlyCopies ?? Promise.resolve(null);
  // A session may end before the page does.
  delete window.earlyCopies;
  const [language] = await Promise.all([
    loadFirstLanguage(locale),
    threadId === null ? null : fetchTurns(copies),
  ]);
  findTimeZone();
  mendAddress(window);
  await new Promise<void>(pageTaskClock().requestTask);
  render(() => <App storage={storage} language={language} early={early} copies={copies} />, root);
}

const root = document.getElementById("app");
if (root) void start(root);
