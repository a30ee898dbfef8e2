import { A, useLocation } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import type { RequestError } from "../../client/request-error.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { createSignOut } from "../state/person-change.ts";
import { Button } from "../ui/button.tsx";

/** States that the session has ended, and offers to sign in. */
export function SessionEndNotice(props: { error: RequestError }): JSX.Element {
  const { t } = useI18n();
  const location = useLocation();
  const signOut = createSignOut();
  const isDisabled = () => props.error.code === "account_disabled";
  return (
    <div class="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-b border-danger bg-danger-bg px-4 py-2 text-sm text-danger">
      <p>{isDisabled() ? t("refused.account_disabled") : t("session.ended")}</p>
      <Show when={!isDisabled() && location.pathname !== "/sign-in"}>
        <A href="/sign-in" class="inline-flex min-h-9 items-center font-semibold underline">
          {t("session.signIn")}
        </A>
      </Show>
      <Button onClick={() => void signOut()}>{t("session.asGuest")}</Button>
    </div>
  );
}
