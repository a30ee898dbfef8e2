import { createMemo, For, type JSX, Match, Switch } from "solid-js";
import { threadsWithTag } from "../../../client/state/selectors.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { createListLoad } from "../../projects/list-load.ts";
import { sameIds } from "../../state/same-ids.ts";
import { useChat } from "../../state/chat.ts";
import { useTagWords } from "../../tags/words/tag-words.ts";
import { Button } from "../../ui/button.tsx";
import { ChatRow } from "../folders/chat-row.tsx";

/** The chats with a tag, newest first, in place of all chats. */
export function TaggedChats(props: { tag: () => string; onNavigate: () => void }): JSX.Element {
  const { t } = useI18n();
  const w = useTagWords();
  const chat = useChat();
  const load = createListLoad(() => ({ tag: props.tag() }));
  const ids = createMemo(
    () => threadsWithTag(chat.threadState(), props.tag()).map(({ id }) => id),
    [],
    { equals: sameIds },
  );
  return (
    <section aria-label={w("shown", props.tag())}>
      <h3 dir="auto" class="truncate px-3 pt-4 pb-1 text-xs font-semibold text-muted">
        {w("shown", props.tag())}
      </h3>
      <ul class="flex flex-col gap-0.5">
        <For each={ids()}>
          {(id) => <ChatRow threadId={id} class="ps-3" onNavigate={() => props.onNavigate()} />}
        </For>
      </ul>
      <div class="px-3 pt-2 text-sm text-muted">
        <Switch>
          <Match when={load.status() === "failed"}>
            <div role="alert">
              <p class="pb-2">{w("list.failed")}</p>
              <Button onClick={load.more}>{t("app.retry")}</Button>
            </div>
          </Match>
          <Match when={load.status() === "loading"}>
            <p role="status" class="appear-late">
              {w("loading")}
            </p>
          </Match>
          <Match when={ids().length === 0}>
            <p>{w("none")}</p>
          </Match>
          <Match when={load.hasMore()}>
            <Button class="w-full" onClick={load.more}>
              {w("more")}
            </Button>
          </Match>
        </Switch>
      </div>
    </section>
  );
}
