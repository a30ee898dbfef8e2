import { createSignal, onCleanup } from "solid-js";

/** The choices; `system` follows the device. */
export const themeChoices = ["light", "dark", "system"] as const;

export type ThemeChoice = (typeof themeChoices)[number];

/** Also read by `public/theme.js` before the first paint. */
const storageKey = "chatkit.theme";

/** The browser's address bar gets the page's background colour. */
const barColors = { light: "#ffffff", dark: "#16191d" };

export function readThemeChoice(stored: string | null): ThemeChoice {
  return themeChoices.find((choice) => choice === stored) ?? "system";
}

/** The theme to show for a choice. */
export function resolveTheme(choice: ThemeChoice, systemIsDark: boolean): "light" | "dark" {
  if (choice === "system") return systemIsDark ? "dark" : "light";
  return choice;
}

export interface Theme {
  choice(): ThemeChoice;
  choose(choice: ThemeChoice): void;
}

/** Keeps the document in the chosen theme, in sync with the system and with other tabs. */
export function createTheme(storage: Pick<Storage, "getItem" | "setItem">): Theme {
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const [choice, setChoice] = createSignal(readThemeChoice(storage.getItem(storageKey)));

  function show(): void {
    const theme = resolveTheme(choice(), systemDark.matches);
    document.documentElement.dataset["theme"] = theme;
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", barColors[theme]);
  }

  function onStorage(event: StorageEvent): void {
    if (event.key !== storageKey) return;
    setChoice(readThemeChoice(event.newValue));
    show();
  }

  show();
  systemDark.addEventListener("change", show);
  onCleanup(() => systemDark.removeEventListener("change", show));
  window.addEventListener("storage", onStorage);
  onCleanup(() => window.removeEventListener("storage", onStorage));

  return {
    choice,
    choose(next) {
      setChoice(next);
      storage.setItem(storageKey, next);
      show();
    },
  };
}
