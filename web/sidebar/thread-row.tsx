import { A } from "@solidjs/router";
import { createMemo, type JSX, Match, Show, Switch } from "solid-js";
import { threadById } from "../../client/state/selectors.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Late } from "../ui/late.tsx";
import { loadModule } from "../loading/load-module.ts";

const loadThreadMenu = async () => (await loadModule(() => import("./thread-menu.tsx"))).ThreadMenu;

function Dot(props: { label: string; class: string }): JSX.Element {
  return (
    <span
      class={`size-2 shrink-0 rounded-full ${props.class}`}
      role="img"
      aria-label={props.label}
      title={props.label}
    />
  );
}

/** A thread of the sidebar: a link, a dot for its state, and its menu. */
export function ThreadRow(props: { threadId: string; onNavigate: () => void }): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const thread = createMemo(() => threadById(chat.threadState(), props.threadId));
  const title = () => thread()?.title ?? t("sidebar.untitled");
  return (
    <li class="group relative flex items-center rounded-lg hover:bg-hover has-aria-[current=page]:bg-hover">
      <A
        href={`/t/${props.threadId}`}
        end
        title={title()}
        class="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-lg py-1.5 ps-3 pe-2 text-sm coarse:min-h-11"
        onClick={() => props.onNavigate()}
      >
        <span
          dir="auto"
          class={`min-w-0 flex-1 truncate ${thread()?.unread ? "font-semibold" : ""}`}
        >
          {title()}
        </span>
        <Switch>
          <Match when={thread()?.running}>
            <Dot label={t("sidebar.running")} class="animate-pulse border-2 border-accent" />
          </Match>
          <Match when={thread()?.unread}>
            <Dot label={t("sidebar.unread")} class="bg-accent" />
          </Match>
        </Switch>
      </A>
      <Show when={thread()}>
        <Late load={loadThreadMenu} given={{ threadId: props.threadId }} />
      </Show>
    </li>
  );
}
