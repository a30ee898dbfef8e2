import { type Accessor, createEffect } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";

/** Names the tab after the thread on the screen, or after the app. */
export function createPageTitle(title: Accessor<string | null>): void {
  const { t } = useI18n();
  createEffect(() => {
    document.title = title() ?? t("app.name");
  });
}
