import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Icon } from "../ui/icons.tsx";
import { Late } from "../ui/late.tsx";

const loadSettingsMenu = async () => (await import("./settings-menu.tsx")).SettingsMenu;

/** The signed-in user, and the settings. */
export function SidebarFoot(props: { onNavigate: () => void }): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();

  return (
    <div class="flex items-center gap-2.5 border-t border-line p-2 ps-3">
      <Icon name="user" class="size-5 shrink-0 text-muted" />
      <div class="min-w-0 flex-1 py-1 text-sm leading-tight">
        <Show when={chat.state().user}>
          {(user) => (
            <>
              <div dir="auto" class="truncate font-medium" title={user().email ?? undefined}>
                {user().email ?? t("sidebar.guest")}
              </div>
              <Show when={user().isGuest}>
                <A
                  href="/sign-in"
                  class="-my-1 inline-flex min-h-6 max-w-full items-center text-xs font-medium text-accent underline-offset-2 hover:underline coarse:min-h-11"
                  onClick={() => props.onNavigate()}
                >
                  <span class="truncate">{t("sidebar.signIn")}</span>
                </A>
              </Show>
            </>
          )}
        </Show>
      </div>
      <div class="size-9 shrink-0 coarse:size-11">
        <Late load={loadSettingsMenu} given={{ onNavigate: () => props.onNavigate() }} />
      </div>
    </div>
  );
}
