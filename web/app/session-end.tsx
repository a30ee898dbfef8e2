import { A, useLocation } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { useClient } from "../state/client.ts";
import { createObservableAccessor } from "../state/observable-accessor.ts";
import { createSignOut } from "../state/person-change.ts";
import { Button } from "../ui/button.tsx";

/** States that the session has ended, and offers to sign in. The page's content stays. */
export function SessionEnd(): JSX.Element {
  const { t } = useI18n();
  const location = useLocation();
  const signOut = createSignOut();
  const ended = createObservableAccessor(useClient().ended);
  return (
    <div role="alert" class="empty:hidden">
      <Show when={ended()}>
        {(error) => (
          <div class="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-b border-danger bg-danger-bg px-4 py-2 text-sm text-danger">
            <p>
              {error().code === "account_disabled"
                ? t("refused.account_disabled")
                : t("session.ended")}
            </p>
            <Show when={error().code !== "account_disabled" && location.pathname !== "/sign-in"}>
              <A href="/sign-in" class="inline-flex min-h-9 items-center font-semibold underline">
                {t("session.signIn")}
              </A>
            </Show>
            <Button onClick={() => void signOut()}>{t("session.asGuest")}</Button>
          </div>
        )}
      </Show>
    </div>
  );
}
