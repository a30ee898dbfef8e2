import { type JSX, Show } from "solid-js";
import { appName } from "../state/app-name.ts";

/** The path of the logo in a theme, which the server writes into the page; null without one. */
function logoIn(theme: "light" | "dark"): string | null {
  return document.querySelector<HTMLMetaElement>(`meta[name=logo-${theme}]`)?.content ?? null;
}

/** The server's logo in the theme of the page, or its name. */
export function AppMark(): JSX.Element {
  const dark = logoIn("dark");
  const light = logoIn("light") ?? dark;
  return (
    <Show when={light} fallback={appName()}>
      <img class="logo-light h-8 max-w-full object-contain" src={light ?? ""} alt={appName()} />
      <img class="logo-dark h-8 max-w-full object-contain" src={dark ?? ""} alt={appName()} />
    </Show>
  );
}
