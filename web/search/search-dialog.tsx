import * as KobalteDialog from "@kobalte/core/dialog";
import { useNavigate } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  on,
  Show,
} from "solid-js";
import { sortedThreads } from "../../client/state/selectors.ts";
import { maxSearchLength } from "../../shared/search.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { moveActive } from "../models/move-active.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import type { DialogEnd } from "../ui/dialog.tsx";
import { Icon } from "../ui/icons.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { createChatSearch } from "./chat-search.ts";
import { useCommands } from "./commands.ts";
import { groupItems, type SearchGroup, type SearchItem } from "./search-items.ts";
import { SearchOption } from "./search-option.tsx";
import { useSearchWords } from "./words/search-words.ts";

/** Distance from its end at which the list loads more, in pixels. */
const nearEnd = 300;

/** What narrows a search, shown before anything is typed. */
const filters = [
  "from:me",
  "from:model",
  "has:file",
  "model:…",
  "tag:…",
  "project:…",
  "before:2026-05",
  "after:2026-05",
];

/**
 * One box for chats, messages, pages and commands: a combobox with a listbox, in a dialog at the top
 * of the window.
 */
export function SearchDialog(props: DialogEnd): JSX.Element {
  const w = useSearchWords();
  const { t } = useI18n();
  const chat = useChat();
  const navigate = useNavigate();
  const commands = useCommands();
  const listId = createUniqueId();
  const [query, setQuery] = createSignal("");
  const [active, setActive] = createSignal(0);
  const search = createChatSearch(
    (page) => chat.client.api.search.query(page),
    (task, delayMs) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  );
  const groups = createMemo(() =>
    groupItems({
      query: query(),
      recent: sortedThreads(chat.threadState()).filter(
        ({ place, temporary }) => place !== "archived" && !temporary,
      ),
      threads: search.threads(),
      messages: search.messages(),
      commands: commands(),
    }),
  );
  const options = createMemo(() => groups().flatMap(({ items }) => items));
  const idOf = (index: number) => `${listId}-${index}`;
  /** Enter was pressed before the answer to what was typed: the first line comes with it. */
  let isEntered = false;
  /** Carried out when the dialog is gone: it decides where the focus goes. */
  let chosen: SearchItem | null = null;

  createEffect(
    on(
      query,
      (text) => {
        setActive(0);
        isEntered = false;
        search.search(text);
      },
      { defer: true },
    ),
  );
  createEffect(() => {
    if (search.status() === "failed") isEntered = false;
    if (isEntered && !search.isStale()) choose(options()[active()]);
  });
  createEffect(() => {
    document.getElementById(idOf(active()))?.scrollIntoView({ block: "nearest" });
    if (active() > 0 && active() >= options().length - 5) search.more();
  });

  function choose(item: SearchItem | undefined): void {
    if (!item) return;
    chosen = item;
    props.onClose();
  }

  function run(item: SearchItem): void {
    switch (item.kind) {
      case "command":
        return item.command.run();
      case "recent":
        return navigate(`/t/${item.thread.id}`);
      case "thread":
        return navigate(`/t/${item.thread.threadId}`);
      case "message":
        return navigate(`/t/${item.message.threadId}?message=${item.message.messageId}`);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = { active: active(), count: options().length, hasText: query() !== "" };
    const next = moveActive(event.key, at);
    if (next !== null) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      isEntered = search.isStale();
      if (!isEntered) choose(options()[active()]);
    }
  }

  return (
    <KobalteDialog.Root open onOpenChange={(open) => open || props.onClose()}>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class="fixed inset-0 z-50 bg-scrim" />
        <div class="fixed inset-0 z-50 flex items-start justify-center p-3 sm:pt-[12vh]">
          <KobalteDialog.Content
            aria-label={w("search.title")}
            class="flex max-h-[min(36rem,100%)] w-full max-w-xl flex-col overflow-hidden rounded-2xl border border-line bg-bg text-fg shadow-float outline-none sm:max-h-[min(36rem,80vh)]"
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              if (chosen) run(chosen);
              else props.onClosed();
            }}
          >
            <div class="flex items-center gap-2 border-b border-line ps-4 pe-2">
              <SearchField
                label={w("search.placeholder")}
                listId={listId}
                activeId={options().length > 0 ? idOf(active()) : undefined}
                value={query()}
                autofocus={true}
                maxLength={maxSearchLength}
                onInput={setQuery}
                onKeyDown={onKeyDown}
              />
              <KobalteDialog.CloseButton
                aria-label={t("app.close")}
                class="flex size-9 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11"
              >
                <Icon name="close" />
              </KobalteDialog.CloseButton>
            </div>
            <div
              id={listId}
              role="listbox"
              aria-label={w("search.results")}
              class="min-h-0 flex-1 overflow-y-auto p-1.5 empty:hidden"
              onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
                if (scrollHeight - scrollTop - clientHeight < nearEnd) search.more();
              }}
            >
              <Groups
                groups={groups()}
                options={options()}
                active={active()}
                idOf={idOf}
                onPoint={setActive}
                onChoose={choose}
              />
            </div>
            <Show when={search.status() === "failed"}>
              <div role="alert" class="flex items-center gap-3 border-t border-line p-3 text-sm">
                <span class="flex-1">{w("search.failed")}</span>
                <Button onClick={() => search.retry()}>{t("app.retry")}</Button>
              </div>
            </Show>
            <Foot search={search} query={query()} count={options().length} />
          </KobalteDialog.Content>
        </div>
      </KobalteDialog.Portal>
    </KobalteDialog.Root>
  );
}

function Groups(props: {
  groups: readonly SearchGroup[];
  options: readonly SearchItem[];
  active: number;
  idOf: (index: number) => string;
  onPoint: (index: number) => void;
  onChoose: (item: SearchItem) => void;
}): JSX.Element {
  const w = useSearchWords();
  const headings: Record<SearchGroup["kind"], () => string> = {
    recent: () => w("search.recent"),
    thread: () => w("search.chats"),
    message: () => w("search.messages"),
    command: () => w("search.commands"),
  };
  return (
    <For each={props.groups}>
      {(group) => (
        <div role="group" aria-label={headings[group.kind]()}>
          <p aria-hidden="true" class="px-2.5 pt-2 pb-1 text-xs font-semibold text-muted">
            {headings[group.kind]()}
          </p>
          <For each={group.items}>
            {(item) => {
              const index = () => props.options.indexOf(item);
              return (
                <SearchOption
                  id={props.idOf(index())}
                  item={item}
                  active={index() === props.active}
                  onPoint={() => props.onPoint(index())}
                  onChoose={() => props.onChoose(item)}
                />
              );
            }}
          </For>
        </div>
      )}
    </For>
  );
}

/** How many results there are, and what can be typed. */
function Foot(props: {
  search: ReturnType<typeof createChatSearch>;
  query: string;
  count: number;
}): JSX.Element {
  const w = useSearchWords();
  const { locale } = useI18n();
  const status = () => {
    if (props.query.trim() === "" || props.search.status() === "failed") return "";
    if (props.search.status() === "loading")
      return w(props.count > 0 ? "search.older" : "search.searching");
    if (props.count === 0) return w("search.none");
    return w("search.found", props.count.toLocaleString(locale()), props.search.hasMore());
  };
  return (
    <div
      class="border-line px-4 text-xs text-muted"
      classList={{ "border-t py-2": props.search.status() !== "failed" }}
    >
      <p role="status">{status()}</p>
      <Show when={props.query.trim() === ""}>
        <p class="flex flex-wrap gap-x-3 gap-y-1">
          <span>{w("search.hint")}:</span>
          <For each={filters}>{(filter) => <code dir="ltr">{filter}</code>}</For>
        </p>
      </Show>
    </div>
  );
}
