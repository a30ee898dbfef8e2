import { createMemo, For, type JSX, Match, Switch } from "solid-js";
import { threadsOfProject } from "../../../client/state/selectors.ts";
import type { Project } from "../../../shared/project.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { createListLoad } from "../../projects/list-load.ts";
import { useProjectWords } from "../../projects/words/project-words.ts";
import { sameIds } from "../../state/same-ids.ts";
import { useChat } from "../../state/chat.ts";
import { ChatRow } from "./chat-row.tsx";

/** The chats of an unfolded project. */
export function FolderChats(props: { project: Project; onNavigate: () => void }): JSX.Element {
  const { t } = useI18n();
  const w = useProjectWords();
  const chat = useChat();
  const load = createListLoad(() => ({ projectId: props.project.id }));
  const ids = createMemo(
    () => threadsOfProject(chat.threadState(), props.project.id).map(({ id }) => id),
    [],
    { equals: sameIds },
  );
  const noteClass = "py-1.5 ps-10 pe-2 text-sm text-muted";
  return (
    <>
      <ul aria-label={w("chats.of", props.project.name)} class="flex flex-col gap-0.5">
        <For each={ids()}>
          {(id) => <ChatRow threadId={id} class="ps-10" onNavigate={() => props.onNavigate()} />}
        </For>
      </ul>
      <Switch>
        <Match when={load.status() === "failed"}>
          <div role="alert" class={noteClass}>
            {w("chats.failed")}{" "}
            <button type="button" class="font-medium underline" onClick={load.more}>
              {t("app.retry")}
            </button>
          </div>
        </Match>
        <Match when={load.status() === "loading"}>
          <p role="status" class={`appear-late ${noteClass}`}>
            {w("chats.loading")}
          </p>
        </Match>
        <Match when={ids().length === 0}>
          <p class={noteClass}>{w("chats.none")}</p>
        </Match>
        <Match when={load.hasMore()}>
          <button
            type="button"
            class={`w-full rounded-lg text-start hover:bg-hover coarse:min-h-11 ${noteClass}`}
            onClick={load.more}
          >
            {w("chats.more")}
          </button>
        </Match>
      </Switch>
    </>
  );
}
