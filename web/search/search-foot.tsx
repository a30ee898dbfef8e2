import { For, type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import type { createChatSearch } from "./chat-search.ts";
import { useSearchWords } from "./words/search-words.ts";

/** What narrows a search, shown before anything is typed. */
const filters = ["from:", "has:", "model:", "tag:", "project:", "before:", "after:"];

/** How many results there are, and what can be typed. */
export function SearchFoot(props: {
  search: ReturnType<typeof createChatSearch>;
  query: string;
  count: number;
  /** Whether completions of the query are shown. */
  hasOffers: boolean;
  /** Begins a query with a filter. */
  onFilter: (filter: string) => void;
}): JSX.Element {
  const w = useSearchWords();
  const { locale } = useI18n();
  const status = () => {
    if (props.query.trim() === "" || props.search.status() === "failed") return "";
    if (props.search.status() === "loading")
      return w(props.count > 0 ? "search.older" : "search.searching");
    if (props.count === 0) return props.hasOffers ? "" : w("search.none");
    return w("search.found", props.count.toLocaleString(locale()), props.search.hasMore());
  };
  const hasFailed = () => props.search.status() === "failed";
  return (
    <div
      class="border-line px-4 text-xs text-muted"
      classList={{
        "py-2": !hasFailed(),
        "border-t": !hasFailed() && (props.count > 0 || props.hasOffers),
      }}
    >
      <p role="status">{status()}</p>
      <Show when={props.query.trim() === ""}>
        <div
          role="group"
          aria-label={w("search.hint")}
          class="flex flex-wrap items-center gap-x-1 gap-y-0.5"
        >
          <span aria-hidden="true" class="pe-1">
            {w("search.hint")}:
          </span>
          <For each={filters}>
            {(filter) => (
              <button
                type="button"
                dir="ltr"
                class="min-h-7 rounded-md px-1.5 font-mono hover:bg-hover hover:text-fg coarse:min-h-11 coarse:px-2.5"
                onClick={() => props.onFilter(filter)}
              >
                {filter}
              </button>
            )}
          </For>
        </div>
      </Show>
    </div>
  );
}
