import { For, type JSX, Match, Show, Switch } from "solid-js";
import { shownTitle } from "../../client/state/shown-title.ts";
import type { SnippetPiece } from "../../shared/search.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Icon, type IconName } from "../ui/icons.tsx";
import { messageTime } from "../ui/message-time.ts";
import type { FilterOffer } from "./complete-filter.ts";
import type { SearchItem } from "./search-items.ts";
import { useSearchWords } from "./words/search-words.ts";

export interface SearchOptionProps {
  id: string;
  item: SearchItem;
  /** Whether the keyboard's focus is on it. */
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

/** One line of the search dialog. */
export function SearchOption(props: SearchOptionProps): JSX.Element {
  return (
    <div
      id={props.id}
      role="option"
      tabindex="-1"
      aria-selected={props.active}
      class="flex min-h-10 cursor-default gap-2.5 rounded-lg px-2.5 py-2 text-sm select-none coarse:min-h-11"
      classList={{ "bg-hover": props.active }}
      onPointerMove={() => props.onPoint()}
      onClick={() => props.onChoose()}
    >
      <Icon name={iconOf(props.item)} class="mt-0.5 size-4 shrink-0 text-muted" />
      <span class="min-w-0 flex-1">
        <Content item={props.item} />
      </span>
    </div>
  );
}

function iconOf(item: SearchItem): IconName {
  if (item.kind === "filter") return "search";
  if (item.kind === "command") return item.command.icon;
  if (item.kind === "message") return item.message.role === "user" ? "user" : "spark";
  return "document";
}

function Content(props: { item: SearchItem }): JSX.Element {
  const { t } = useI18n();
  const as = <K extends SearchItem["kind"]>(kind: K) =>
    isOf(props.item, kind) ? props.item : undefined;
  return (
    <Switch>
      <Match when={as("filter")}>{(item) => <Filter offer={item().offer} />}</Match>
      <Match when={as("command")}>{(item) => item().command.label}</Match>
      <Match when={as("recent")}>
        {(item) => (
          <span class="block truncate" dir="auto">
            {shownTitle(item().thread) ?? t("sidebar.untitled")}
          </span>
        )}
      </Match>
      <Match when={as("thread")}>
        {(item) => (
          <span class="line-clamp-2 wrap-anywhere" dir="auto">
            <Snippet pieces={item().thread.title} />
          </span>
        )}
      </Match>
      <Match when={as("message")}>{(item) => <Message item={item()} />}</Match>
    </Switch>
  );
}

/** A filter as it is typed, and what it means. */
function Filter(props: { offer: FilterOffer }): JSX.Element {
  const w = useSearchWords();
  const { locale } = useI18n();
  const meaning = () => {
    const { key, value } = props.offer;
    switch (key) {
      case "from":
        if (value === null) return w("filter.from");
        return value === "me" ? w("filter.me") : w("filter.replies");
      case "has":
        return w("filter.file");
      case "folder":
        return w("filter.project");
      case "before":
      case "after":
        return value === null ? w(`filter.${key}`) : writeDate(value, locale());
      default:
        return w(`filter.${key}`);
    }
  };
  return (
    <span class="flex items-baseline gap-2">
      <bdi class="min-w-0 truncate font-mono">{`${props.offer.key}:${props.offer.value ?? ""}`}</bdi>
      <span class="shrink-0 text-xs text-muted">{meaning()}</span>
    </span>
  );
}

/** A day, month or year such as 2026-11 in words. */
function writeDate(date: string, locale: string): string {
  const { length } = date.split("-");
  return new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    year: "numeric",
    ...(length > 1 ? { month: "long" } : {}),
    ...(length > 2 ? { day: "numeric" } : {}),
  }).format(new Date(date));
}

function isOf<K extends SearchItem["kind"]>(
  item: SearchItem,
  kind: K,
): item is Extract<SearchItem, { kind: K }> {
  return item.kind === kind;
}

function Message(props: { item: Extract<SearchItem, { kind: "message" }> }): JSX.Element {
  const { t, locale } = useI18n();
  const w = useSearchWords();
  const message = () => props.item.message;
  return (
    <>
      <span class="flex items-baseline gap-2 text-xs text-muted">
        <span class="sr-only">
          {message().role === "user" ? w("search.you") : w("search.reply")}
        </span>
        <span class="min-w-0 flex-1 truncate" dir="auto">
          {message().threadTitle ?? t("sidebar.untitled")}
        </span>
        <time class="shrink-0" datetime={message().createdAt}>
          {messageTime(message().createdAt, new Date(), locale())}
        </time>
      </span>
      <span class="line-clamp-2 wrap-anywhere" dir="auto">
        <Snippet pieces={message().snippet} />
      </span>
      <Show when={message().files.length > 0}>
        <span class="mt-0.5 flex min-w-0 items-center gap-1 text-xs text-muted">
          <Icon name="attach" class="size-3.5 shrink-0" />
          <bdi class="truncate">{message().files.join(", ")}</bdi>
        </span>
      </Show>
    </>
  );
}

function Snippet(props: { pieces: readonly SnippetPiece[] }): JSX.Element {
  return (
    <For each={props.pieces}>
      {({ text, isMatch }) => (
        <Show when={isMatch} fallback={text}>
          <mark class="bg-transparent font-semibold text-accent">{text}</mark>
        </Show>
      )}
    </For>
  );
}
