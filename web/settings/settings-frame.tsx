import type { RouteSectionProps } from "@solidjs/router";
import type { JSX } from "solid-js";
import { FramedContext } from "../account/account-page.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SettingsNav } from "./settings-nav.tsx";

/** The frame of the settings and of the administration: their navigation stays, the page changes. */
export function SettingsFrame(props: RouteSectionProps): JSX.Element {
  const { t } = useI18n();
  return (
    <FramedContext.Provider value={true}>
      <PageHeader title={t("app.name")} heading={false} />
      <div class="flex min-h-0 flex-1 max-lg:flex-col">
        <SettingsNav />
        <div class="flex min-h-0 min-w-0 flex-1 flex-col">{props.children}</div>
      </div>
    </FramedContext.Provider>
  );
}
