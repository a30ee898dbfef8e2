import { A } from "@solidjs/router";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import { shownTitle } from "../../client/state/shown-title.ts";
import type { Thread } from "../../shared/thread.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { type ArchivedThreads, createArchivedThreads } from "./archived-threads.ts";
import { useArchiveWords } from "./words/archive-words.ts";

/** The archived chats, each of which can be opened or brought back to the list. */
export function ArchiveDialog(props: DialogEnd): JSX.Element {
  const w = useArchiveWords();
  const chat = useChat();
  const toasts = useToasts();
  const archived = createArchivedThreads((cursor) =>
    chat.client.api.threads.list.query({
      archived: true,
      limit: 50,
      ...(cursor === null ? {} : { cursor }),
    }),
  );

  let view: HTMLDivElement | undefined;

  function bringBack(thread: Thread): void {
    const index = archived.threads().indexOf(thread);
    archived.remove(thread.id);
    // The button is gone, and the focus would be with it.
    const buttons = [...(view?.querySelectorAll<HTMLElement>("li button") ?? [])];
    (buttons[index] ?? buttons.at(-1) ?? view)?.focus();
    chat.store.setPlace(thread.id, "listed").catch(() => {
      archived.restore(thread);
      toasts.show({ text: () => w("archive.notBack") });
    });
  }

  return (
    <Dialog
      title={w("archive.title")}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <div ref={view} tabindex="-1" class="outline-none">
        <ul class="-mx-2 flex flex-col gap-0.5">
          <For each={archived.threads()}>
            {(thread) => (
              <Row
                thread={thread}
                onOpen={() => props.onClose()}
                onBack={() => bringBack(thread)}
              />
            )}
          </For>
        </ul>
        <Foot archived={archived} />
      </div>
    </Dialog>
  );
}

function Row(props: { thread: Thread; onOpen: () => void; onBack: () => void }): JSX.Element {
  const { t } = useI18n();
  const w = useArchiveWords();
  const title = () => shownTitle(props.thread) ?? t("sidebar.untitled");
  return (
    <li class="flex items-center gap-2 rounded-lg ps-2 hover:bg-hover">
      <A
        href={`/t/${props.thread.id}`}
        class="min-w-0 flex-1 truncate py-2 text-sm coarse:py-3"
        onClick={() => props.onOpen()}
      >
        <bdi>{title()}</bdi>
      </A>
      <Button
        class="my-0.5 me-1"
        aria-label={w("archive.backOf", title())}
        onClick={() => props.onBack()}
      >
        {w("archive.back")}
      </Button>
    </li>
  );
}

function Foot(props: { archived: ArchivedThreads }): JSX.Element {
  const { t } = useI18n();
  const w = useArchiveWords();
  return (
    <>
      <p role="status" class="text-sm text-muted">
        <Switch>
          <Match when={props.archived.status() === "loading"}>{w("archive.loading")}</Match>
          <Match
            when={
              props.archived.status() === "ready" &&
              props.archived.threads().length === 0 &&
              !props.archived.hasMore()
            }
          >
            {w("archive.empty")}
          </Match>
        </Switch>
      </p>
      <Show when={props.archived.status() === "failed"}>
        <div role="alert" class="flex items-center gap-3 text-sm">
          <span class="flex-1">{w("archive.failed")}</span>
          <Button onClick={() => props.archived.more()}>{t("app.retry")}</Button>
        </div>
      </Show>
      <Show when={props.archived.status() === "ready" && props.archived.hasMore()}>
        <Button class="mt-2 w-full" onClick={() => props.archived.more()}>
          {w("archive.more")}
        </Button>
      </Show>
    </>
  );
}
