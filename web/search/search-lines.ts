import { type Accessor, createMemo, createSignal } from "solid-js";
import { sortedThreads } from "../../client/state/selectors.ts";
import { useChat } from "../state/chat.ts";
import { createChatSearch } from "./chat-search.ts";
import { useCommands } from "./commands.ts";
import { completeFilter } from "./complete-filter.ts";
import { createFilterValues } from "./filter-values.ts";
import { groupItems } from "./search-items.ts";

/** The lines of the search dialog for what is typed, and the one that Enter takes. */
export function createSearchLines(query: Accessor<string>) {
  const chat = useChat();
  const commands = useCommands();
  const filterValues = createFilterValues();
  const completion = createMemo(() => completeFilter(query(), filterValues()));
  /** The line that the person went to; null for the first one that Enter takes. */
  const [pointed, setActive] = createSignal<number | null>(null);
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
      offers: completion().offers,
      recent: sortedThreads(chat.threadState()).filter(
        ({ place, temporary }) => place !== "archived" && !temporary,
      ),
      threads: search.threads(),
      messages: search.messages(),
      commands: commands(),
    }),
  );
  const options = createMemo(() => groups().flatMap(({ items }) => items));
  const active = () => {
    const { offers, isFirst } = completion();
    const first = isFirst || offers.length === options().length ? 0 : offers.length;
    return Math.min(pointed() ?? first, Math.max(options().length - 1, 0));
  };
  return { search, completion, groups, options, active, setActive };
}
