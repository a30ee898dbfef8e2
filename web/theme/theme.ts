import { createSignal, onCleanup } from "solid-js";
import {
  readThemeChoice,
  resolveTheme,
  systemDark,
  type ThemeChoice,
  themeKey,
} from "./theme-choice.ts";

/** The browser's address bar gets the page's background colour. */
const barColors = { light: "#ffffff", dark: "#16191d" };

export interface Theme {
  choice(): ThemeChoice;
  choose(choice: ThemeChoice): void;
}

/** Keeps the document in the chosen theme, in sync with the system and with other tabs. */
export function createTheme(storage: Pick<Storage, "getItem" | "setItem">): Theme {
  const dark = systemDark();
  const [choice, setChoice] = createSignal(readThemeChoice(storage.getItem(themeKey)));

  function show(): void {
    const theme = resolveTheme(choice(), dark.matches);
    document.documentElement.dataset["theme"] = theme;
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", barColors[theme]);
  }

  function onStorage(event: StorageEvent): void {
    if (event.key !== themeKey) return;
    setChoice(readThemeChoice(event.newValue));
    show();
  }

  show();
  dark.addEventListener("change", show);
  onCleanup(() => dark.removeEventListener("change", show));
  window.addEventListener("storage", onStorage);
  onCleanup(() => window.removeEventListener("storage", onStorage));

  return {
    choice,
    choose(next) {
      setChoice(next);
      storage.setItem(themeKey, next);
      show();
    },
  };
}
