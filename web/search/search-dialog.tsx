import * as KobalteDialog from "@kobalte/core/dialog";
import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, createUniqueId, type JSX, on, Show } from "solid-js";
import { maxSearchLength } from "../../shared/search.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { moveActive } from "../models/move-active.ts";
import { Button } from "../ui/button.tsx";
import type { DialogEnd } from "../ui/dialog.tsx";
import { Icon } from "../ui/icons.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { SearchFoot } from "./search-foot.tsx";
import { SearchGroups } from "./search-groups.tsx";
import type { SearchItem } from "./search-items.ts";
import { createSearchLines } from "./search-lines.ts";
import { useSearchWords } from "./words/search-words.ts";

/** Distance from its end at which the list loads more, in pixels. */
const nearEnd = 300;

/**
 * One box for chats, messages, pages and commands: a combobox with a listbox, in a dialog at the top
 * of the window.
 */
export function SearchDialog(props: DialogEnd): JSX.Element {
  const w = useSearchWords();
  const { t } = useI18n();
  const navigate = useNavigate();
  const listId = createUniqueId();
  const [query, setQuery] = createSignal("");
  const { search, completion, groups, options, active, setActive } = createSearchLines(query);
  const idOf = (index: number) => `${listId}-${index}`;
  /** Enter was pressed before the answer to what was typed: the first line comes with it. */
  let isEntered = false;
  /** Carried out when the dialog is gone: it decides where the focus goes. */
  let chosen: Exclude<SearchItem, { kind: "filter" }> | null = null;
  let field: HTMLInputElement | undefined;

  createEffect(
    on(
      query,
      (text) => {
        setActive(null);
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
    if (item.kind === "filter") return write(item.offer.query);
    chosen = item;
    props.onClose();
  }

  /** Goes on typing after this. */
  function write(text: string): void {
    setQuery(text);
    field?.focus();
    field?.setSelectionRange(text.length, text.length);
  }

  function run(item: Exclude<SearchItem, { kind: "filter" }>): void {
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
      const isFilter = options()[active()]?.kind === "filter";
      isEntered = search.isStale() && !isFilter;
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
                ref={(element) => (field = element)}
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
              <SearchGroups
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
            <SearchFoot
              search={search}
              query={query()}
              count={options().length - completion().offers.length}
              hasOffers={completion().offers.length > 0}
              onFilter={write}
            />
          </KobalteDialog.Content>
        </div>
      </KobalteDialog.Portal>
    </KobalteDialog.Root>
  );
}
