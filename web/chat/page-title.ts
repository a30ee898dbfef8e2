import { appName } from "../state/app-name.ts";
import { type Accessor, createEffect } from "solid-js";

/** Names the tab after the thread on the screen, or after the app. */
export function createPageTitle(title: Accessor<string | null>): void {
  createEffect(() => {
    document.title = title() ?? appName();
  });
}
