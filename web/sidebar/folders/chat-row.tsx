import { A } from "@solidjs/router";
import { createMemo, type JSX, Show } from "solid-js";
import { threadById } from "../../../client/state/selectors.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { ThreadMenu } from "../thread-menu.tsx";
import { StateDot } from "./state-dot.tsx";

/** A chat in a project or with a tag: a link, a dot for its state, and its menu. */
export function ChatRow(props: {
  threadId: string;
  /** Where the title begins. */
  class: string;
  onNavigate: () => void;
}): JSX.Element {
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
        class={`flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-lg py-1.5 pe-2 text-sm coarse:min-h-11 ${props.class}`}
        onClick={() => props.onNavigate()}
      >
        <span
          dir="auto"
          class={`min-w-0 flex-1 truncate ${thread()?.unread ? "font-semibold" : ""}`}
        >
          {title()}
        </span>
        <StateDot running={thread()?.running ?? false} unread={thread()?.unread ?? false} />
      </A>
      <Show when={thread()}>
        <ThreadMenu threadId={props.threadId} />
      </Show>
    </li>
  );
}
