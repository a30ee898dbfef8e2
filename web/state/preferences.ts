import { createContext, useContext } from "solid-js";
import type { ThemeChoice } from "../theme/theme-choice.ts";

/**
 * A user's preferences. Choices are strings because menus use strings; unknown ones are ignored.
 */
export interface PreferenceControls {
  theme(): ThemeChoice;
  chooseTheme(choice: string): void;
  chooseLocale(choice: string): void;
}

const PreferencesContext = createContext<PreferenceControls>();

export const PreferencesProvider = PreferencesContext.Provider;

/** The preferences of the nearest provider. */
export function usePreferences(): PreferenceControls {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error("PreferencesProvider is missing");
  return preferences;
}
