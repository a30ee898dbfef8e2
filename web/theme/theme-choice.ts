/** The choices; `system` follows the device. */
export const themeChoices = ["light", "dark", "system"] as const;

export type ThemeChoice = (typeof themeChoices)[number];

/** Where the choice is stored in the browser. */
export const themeKey = "chatkit.theme";

export function readThemeChoice(stored: string | null): ThemeChoice {
  return themeChoices.find((choice) => choice === stored) ?? "system";
}

/** The theme to show for a choice. */
export function resolveTheme(choice: ThemeChoice, systemIsDark: boolean): "light" | "dark" {
  if (choice === "system") return systemIsDark ? "dark" : "light";
  return choice;
}

/** What tells whether the device is in its dark theme. */
export const systemDark = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");
