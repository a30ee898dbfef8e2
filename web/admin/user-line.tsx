import { For, type JSX, Show } from "solid-js";
import type { UserForAdmin } from "../../shared/admin.ts";
import { useAccountWords } from "../account/words/account-words.ts";
import { messageTime } from "../ui/message-time.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { withRegion } from "../i18n/region.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import type { UserAction } from "./users-page.tsx";

/** One user, with the possible actions. */
export function UserLine(props: {
  user: UserForAdmin;
  act: (action: UserAction) => void;
}): JSX.Element {
  const w = useAccountWords();
  const { locale } = useI18n();
  const chat = useChat();
  const email = () => props.user.email ?? props.user.id;
  const time = (iso: string) => messageTime(iso, new Date(), locale());
  const day = (iso: string) =>
    new Intl.DateTimeFormat(withRegion(locale()), { dateStyle: "medium" }).format(new Date(iso));
  const isSelf = () => props.user.id === chat.state().user?.id;
  const marks = () => [
    ...(isSelf() ? [w("users.you")] : []),
    ...(props.user.role === "admin" ? [w("users.admin")] : []),
    ...(props.user.isDisabled ? [w("users.disabled")] : []),
    ...(props.user.hasWayIn ? [] : [w("users.noPassword")]),
    ...(props.user.isVerified || !props.user.hasWayIn ? [] : [w("users.unverified")]),
  ];
  const actions = (): UserAction[] => [
    ...(props.user.hasWayIn || props.user.isDisabled ? [] : ["sendLink" as const]),
    ...(isSelf() || props.user.lastUsedAt === null ? [] : ["endSessions" as const]),
    // Admins should not lock themselves out by mistake.
    ...(isSelf() ? [] : [props.user.isDisabled ? ("enable" as const) : ("disable" as const)]),
    props.user.role === "admin" ? "demote" : "promote",
  ];
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div class="min-w-0 flex-1 basis-60">
        <p class="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">
          {email()}
          <For each={marks()}>
            {(mark) => <span class="rounded-full bg-bubble px-2 py-0.5 text-xs">{mark}</span>}
          </For>
        </p>
        <p class="text-sm text-muted">
          {w("users.since", day(props.user.createdAt))}
          <Show when={props.user.lastUsedAt}>
            {(at) => <>{`, ${w("users.lastUsed", time(at()))}`}</>}
          </Show>
        </p>
      </div>
      <div class="flex flex-wrap gap-2">
        <For each={actions()}>
          {(action) => (
            <Button
              aria-label={w("users.label", w(`users.${action}`), email())}
              look={action === "disable" ? "danger" : "plain"}
              onClick={() => props.act(action)}
            >
              {w(`users.${action}`)}
            </Button>
          )}
        </For>
      </div>
    </li>
  );
}
