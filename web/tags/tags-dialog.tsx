import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { maxTagLength, maxTags } from "../../shared/limits.ts";
import { keyOfTag, tidyTag } from "../../shared/tidy-tag.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { isolate } from "../i18n/isolate.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { Icon } from "../ui/icons.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { createKnownTags } from "./known-tags.ts";
import { useTagWords } from "./words/tag-words.ts";

/** The tags of a chat. Each change is saved immediately. */
export function TagsDialog(props: DialogEnd & { threadId: string }): JSX.Element {
  const { t } = useI18n();
  const w = useTagWords();
  const chat = useChat();
  const toasts = useToasts();
  const known = createKnownTags();
  const [text, setText] = createSignal("");
  const thread = () => chat.threadState().threads[props.threadId];
  const tags = () => thread()?.tags ?? [];
  const isFull = () => tags().length >= maxTags;
  const has = (tag: string) => tags().some((each) => keyOfTag(each) === keyOfTag(tag));
  const others = createMemo(() => {
    const part = keyOfTag(tidyTag(text()));
    return known().filter((tag) => !has(tag) && keyOfTag(tag).includes(part));
  });
  let input: HTMLInputElement | undefined;

  function save(next: readonly string[]): void {
    chat.store.setTags(props.threadId, next).catch((error: unknown) => {
      const key = failureKey(error, null);
      toasts.show({ text: () => (key ? t(key) : w("failed")) });
    });
  }

  function add(written: string): void {
    const tag = tidyTag(written);
    if (tag === "" || isFull()) return;
    if (!has(tag)) save([...tags(), tag]);
    setText("");
    input?.focus();
  }

  function remove(tag: string): void {
    save(tags().filter((each) => each !== tag));
    input?.focus();
  }

  return (
    <Dialog title={w("title")} onClose={() => props.onClose()} onClosed={() => props.onClosed()}>
      <p class="text-sm wrap-anywhere text-muted">
        {w("intro", isolate(thread()?.title ?? t("sidebar.untitled")))}
      </p>
      <ul class="mt-3 flex flex-wrap gap-1.5 empty:hidden">
        <For each={tags()}>
          {(tag) => (
            <Chip tag={tag} label={w("remove", tag)} icon="close" onClick={() => remove(tag)} />
          )}
        </For>
      </ul>
      <form
        class="mt-3 flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add(text());
        }}
      >
        <input
          ref={input}
          data-autofocus
          aria-label={w("add")}
          placeholder={w("add")}
          dir="auto"
          autocomplete="off"
          maxLength={maxTagLength}
          value={text()}
          class="min-w-0 flex-1 rounded-lg border border-line-strong bg-bg px-3 py-2"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={tidyTag(text()) === "" || isFull()}>
          {w("add.action")}
        </Button>
      </form>
      <p role="status" class="mt-2 text-sm text-muted empty:hidden">
        {isFull() ? w("full", maxTags) : ""}
      </p>
      <Show when={others().length > 0 && !isFull()}>
        <h3 class="mt-4 text-xs font-semibold text-muted">{w("known")}</h3>
        <ul class="mt-2 flex max-h-40 flex-wrap gap-1.5 overflow-y-auto p-px">
          <For each={others()}>
            {(tag) => (
              <Chip tag={tag} label={w("known.add", tag)} icon="plus" onClick={() => add(tag)} />
            )}
          </For>
        </ul>
      </Show>
    </Dialog>
  );
}

function Chip(props: {
  tag: string;
  label: string;
  icon: "close" | "plus";
  onClick: () => void;
}): JSX.Element {
  return (
    <li class="max-w-full">
      <button
        type="button"
        aria-label={props.label}
        class="flex min-h-8 max-w-full items-center gap-1.5 rounded-full border border-line px-3 text-sm hover:bg-hover coarse:min-h-11"
        onClick={() => props.onClick()}
      >
        <span dir="auto" class="truncate">
          {props.tag}
        </span>
        <Icon name={props.icon} class="size-3.5 shrink-0 text-muted" />
      </button>
    </li>
  );
}
