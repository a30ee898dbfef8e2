import { type Accessor, batch, createSignal } from "solid-js";
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
  /** Whether older messages have not been searched yet. */
  hasMore: Accessor<boolean>;
  /** Searches soon; another search meanwhile takes its place. */
  search(query: string): void;
  /** Goes on to older messages, unless there are none or they are on their way. */
  more(): void;
  /** Asks again after a failure. */
  retry(): void;
}

const nothing: SearchPage = { threads: [], messages: [], nextCursor: null };

/** Begins without a query. */
export function createChatSearch(load: LoadResults, schedule: Schedule): ChatSearch {
  const [page, setPage] = createSignal<SearchPage>(nothing);
  const [status, setStatus] = createSignal<"idle" | "loading" | "ready" | "failed">("idle");
  let query = "";
  let failedAt: string | undefined;
  /** Goes up with every search: answers to those before do not count any more. */
  let searches = 0;
  let cancel = () => {};

  async function ask(cursor?: string): Promise<void> {
    const asked = searches;
    setStatus("loading");
    try {
      const next = await load({ query, ...(cursor === undefined ? {} : { cursor }) });
      if (asked !== searches) return;
      const before = cursor === undefined ? nothing : page();
      batch(() => {
        setPage({
          threads: cursor === undefined ? next.threads : before.threads,
          messages: [...before.messages, ...next.messages],
          nextCursor: next.nextCursor,
        });
        setStatus("ready");
      });
      // A page may be empty when it took long: there may be results further back.
      if (next.messages.length === 0) more();
    } catch {
      if (asked !== searches) return;
      failedAt = cursor;
      setStatus("failed");
    }
  }

  function more(): void {
    const { nextCursor, messages } = page();
    if (status() === "ready" && nextCursor !== null && messages.length < mostShown)
      void ask(nextCursor);
  }

  return {
    threads: () => page().threads,
    messages: () => page().messages,
    status,
    hasMore: () => page().nextCursor !== null,
    search(text) {
      query = text.trim();
      searches++;
      cancel();
      if (query === "") {
        batch(() => {
          setPage(nothing);
          setStatus("idle");
        });
        return;
      }
      setStatus("loading");
      cancel = schedule(() => void ask(), askAfterMs);
    },
    more,
    retry() {
      if (status() === "failed") void ask(failedAt);
    },
  };
}
