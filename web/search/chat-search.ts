import { type Accessor, createSignal } from "solid-js";
import type { FoundMessage, FoundThread, SearchPage } from "../../shared/search.ts";
import type { Schedule } from "../composer/drafts.ts";

/** Time without typing after which the server is asked, in milliseconds. */
const askAfterMs = 120;

/** Most messages on the page: beyond that, another word is quicker than scrolling. */
const mostShown = 500;

/** Asks for a page of results. */
export type LoadResults = (page: { query: string; cursor?: string }) => Promise<SearchPage>;

/** The chats and messages that are found, a page after the other. */
export interface ChatSearch {
  threads: Accessor<readonly FoundThread[]>;
  messages: Accessor<readonly FoundMessage[]>;
  status: Accessor<"idle" | "loading" | "ready" | "failed">;
  /** Whether the results are still those of an earlier query. */
  isStale: Accessor<boolean>;
  /** Whether older messages have not been searched yet. */
  hasMore: Accessor<boolean>;
  /** Searches soon; another search meanwhile takes its place. */
  search(query: string): void;
  /** Goes on to older messages, unless there are none or they are on their way. */
  more(): void;
  /** Asks again after a failure. */
  retry(): void;
}

interface SearchState {
  page: SearchPage;
  status: "idle" | "loading" | "ready" | "failed";
  isStale: boolean;
}

const noPage: SearchPage = { threads: [], messages: [], nextCursor: null };

const noSearch: SearchState = { page: noPage, status: "idle", isStale: false };

/** Begins without a query. */
export function createChatSearch(load: LoadResults, schedule: Schedule): ChatSearch {
  const [state, setState] = createSignal(noSearch);
  let query = "";
  let failedAt: string | undefined;
  /** Goes up with every search: answers to those before do not count any more. */
  let searches = 0;
  let cancel = () => {};

  async function ask(cursor?: string): Promise<void> {
    const asked = searches;
    setState((before) => ({ ...before, status: "loading" }));
    try {
      const next = await load({ query, ...(cursor === undefined ? {} : { cursor }) });
      if (asked !== searches) return;
      const page = cursor === undefined ? next : join(state().page, next);
      setState({ page, status: "ready", isStale: false });
      // A page may be empty when it took long: there may be results further back.
      if (next.messages.length === 0) more();
    } catch {
      if (asked !== searches) return;
      failedAt = cursor;
      setState((before) => ({ ...before, status: "failed" }));
    }
  }

  function more(): void {
    const { page, status } = state();
    if (status === "ready" && page.nextCursor !== null && page.messages.length < mostShown)
      void ask(page.nextCursor);
  }

  return {
    threads: () => state().page.threads,
    messages: () => state().page.messages,
    status: () => state().status,
    isStale: () => state().isStale,
    hasMore: () => state().page.nextCursor !== null,
    search(text) {
      query = text.trim();
      searches++;
      cancel();
      if (query === "") return void setState(noSearch);
      setState(({ page }) => ({ page, status: "loading", isStale: true }));
      cancel = schedule(() => void ask(), askAfterMs);
    },
    more,
    retry() {
      if (state().status === "failed") void ask(failedAt);
    },
  };
}

function join(before: SearchPage, next: SearchPage): SearchPage {
  return { ...next, threads: before.threads, messages: [...before.messages, ...next.messages] };
}
