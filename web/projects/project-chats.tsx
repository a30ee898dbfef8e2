import { A } from "@solidjs/router";
import { createMemo, For, type JSX, Match, Show, Switch } from "solid-js";
import { threadsOfProject } from "../../client/state/selectors.ts";
import { Section } from "../account/section.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { messageTime } from "../ui/message-time.ts";
import { createListLoad } from "./list-load.ts";
import { useProjectWords } from "./words/project-words.ts";

/** The chats of a project, newest first. */
export function ProjectChats(props: { projectId: string }): JSX.Element {
  const w = useProjectWords();
  const { t, locale } = useI18n();
  const chat = useChat();
  const load = createListLoad(() => ({ projectId: props.projectId }));
  const threads = createMemo(() => threadsOfProject(chat.threadState(), props.projectId));
  return (
    <Section title={w("chats")}>
      <ul class="-mx-2 mt-2 flex flex-col gap-0.5">
        <For each={threads()}>
          {(thread) => (
            <li>
              <A
                href={`/t/${thread.id}`}
                class="flex min-h-10 items-center gap-3 rounded-lg px-2 py-1.5 hover:bg-hover coarse:min-h-11"
              >
                <span
                  dir="auto"
                  class={`min-w-0 flex-1 truncate ${thread.unread ? "font-semibold" : ""}`}
                >
                  {thread.title ?? t("sidebar.untitled")}
                </span>
                <time datetime={thread.updatedAt} class="shrink-0 text-sm text-muted">
                  {messageTime(thread.updatedAt, new Date(), locale())}
                </time>
              </A>
            </li>
          )}
        </For>
      </ul>
      <Switch>
        <Match when={load.status() === "failed"}>
          <div role="alert" class="mt-2 flex flex-wrap items-center gap-3 text-sm">
            <span>{w("chats.failed")}</span>
            <Button onClick={load.more}>{t("app.retry")}</Button>
          </div>
        </Match>
        <Match when={load.status() === "loading"}>
          <p role="status" class="appear-late mt-2 text-sm text-muted">
            {w("chats.loading")}
          </p>
        </Match>
        <Match when={threads().length === 0}>
          <p class="mt-1 text-sm text-muted">{w("chats.none")}</p>
        </Match>
      </Switch>
      <Show when={load.status() === "ready" && load.hasMore()}>
        <Button class="mt-2" onClick={load.more}>
          {w("chats.more")}
        </Button>
      </Show>
    </Section>
  );
}
