import { render } from "solid-js/web";
import { App } from "./app/app.tsx";
import { mendAddress } from "./app/mend-address.ts";
import { loadFirstLanguage } from "./i18n/load-language.ts";
import { preferredLocale } from "./i18n/preferred-locale.ts";
import { createSafeStorage, findStorage } from "./state/safe-storage.ts";
import { pageTaskClock } from "./ui/slices.ts";

/** What every start asks for. The first time it takes the browser some 30 ms, the next time none. */
function findTimeZone(): void {
  Intl.DateTimeFormat().resolvedOptions();
}

/** Starts the app once the words of its first language are here, so none are shown in another. */
async function start(root: HTMLElement): Promise<void> {
  const storage = findStorage(() => localStorage);
  const language = await loadFirstLanguage(
    preferredLocale(createSafeStorage(storage), navigator.languages),
  );
  findTimeZone();
  mendAddress(window);
  await new Promise<void>(pageTaskClock().requestTask);
  render(() => <App storage={storage} language={language} />, root);
}

const root = document.getElementById("app");
if (root) void start(root);
