import { appName } from "../state/app-name.ts";
import { createEffect, type JSX } from "solid-js";
import { Missing } from "../chat/notices.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { PageHeader } from "../ui/page-header.tsx";

/** For every unknown address. */
export function NotFound(): JSX.Element {
  const { t } = useI18n();
  createEffect(() => {
    document.title = t("page.missing");
  });
  return (
    <>
      <PageHeader title={appName()} heading={false} />
      <Missing title={t("page.missing")} hint={t("page.missing.hint")} />
    </>
  );
}
