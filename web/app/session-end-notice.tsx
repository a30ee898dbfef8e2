import { A, useLocation, useNavigate } from "@solidjs/router";
import { createEffect, type JSX, Show } from "solid-js";
import type { RequestError } from "../../client/request-error.ts";
import { createEntry } from "../account/entry.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { createSignOut } from "../state/person-change.ts";
import { Button } from "../ui/button.tsx";

/** Pages for visitors who are not signed in. */
const openPages = new Set([
  "/sign-in",
  "/register",
  "/invitation",
  "/forgot-password",
  "/reset-password",
  "/verify-email",
  "/confirm-email",
]);

/** States that the session has ended, and offers to sign in. */
export function SessionEndNotice(props: {
  error: RequestError;
  /** Whether the visitor was never signed in on this page, not even as a guest. */
  isStranger: boolean;
}): JSX.Element {
  return (
    <Show when={!props.isStranger} fallback={<AskToSignIn />}>
      <Notice isDisabled={props.error.code === "account_disabled"} />
    </Show>
  );
}

function Notice(props: { isDisabled: boolean }): JSX.Element {
  const { t } = useI18n();
  const location = useLocation();
  const signOut = createSignOut();
  const entry = createEntry();
  return (
    <div class="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-b border-danger bg-danger-bg px-4 py-2 text-sm text-danger">
      <p>{props.isDisabled ? t("refused.account_disabled") : t("session.ended")}</p>
      <Show when={!props.isDisabled && location.pathname !== "/sign-in"}>
        <A href="/sign-in" class="inline-flex min-h-9 items-center font-semibold underline">
          {t("session.signIn")}
        </A>
      </Show>
      <Show when={entry()?.guests === "on"}>
        <Button onClick={() => void signOut()}>{t("session.asGuest")}</Button>
      </Show>
    </div>
  );
}

/** Where guests are not let in, every page that shows something of a user leads to signing in. */
function AskToSignIn(): JSX.Element {
  const location = useLocation();
  const navigate = useNavigate();
  createEffect(() => {
    const { pathname } = location;
    if (openPages.has(pathname)) return;
    const [, slug] = /^\/continue\/([A-Za-z0-9_-]{22})$/.exec(pathname) ?? [];
    navigate(slug === undefined ? "/sign-in" : `/sign-in#next=${slug}`, { replace: true });
  });
  return null;
}
