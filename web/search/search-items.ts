import { fitsLabel } from "../ui/fits-label.ts";
import type { Thread } from "../../shared/thread.ts";
import type { FoundMessage, FoundThread } from "../../shared/search.ts";
import type { Command } from "./commands.ts";
import type { FilterOffer } from "./complete-filter.ts";

/** A line of the search dialog. */
export type SearchItem =
  | { kind: "filter"; id: string; offer: FilterOffer }
  | { kind: "recent"; id: string; thread: Thread }
  | { kind: "thread"; id: string; thread: FoundThread }
  | { kind: "message"; id: string; message: FoundMessage }
  | { kind: "command"; id: string; command: Command };

/** Lines under a heading. */
export interface SearchGroup {
  kind: SearchItem["kind"];
  items: readonly SearchItem[];
}

/** Chats offered before anything is typed. */
const mostRecent = 6;

/** What the lines are made of. */
export interface SearchSources {
  query: string;
  /** What the end of the query can be completed to. */
  offers: readonly FilterOffer[];
  recent: readonly Thread[];
  threads: readonly FoundThread[];
  messages: readonly FoundMessage[];
  commands: readonly Command[];
}

/** The groups to show, without empty ones: recent chats and usual commands before a query. */
export function groupItems(sources: SearchSources): SearchGroup[] {
  const { query, offers, recent, threads, messages, commands } = sources;
  const isSearching = query.trim() !== "";
  const groups: SearchGroup[] = [
    {
      kind: "filter",
      items: offers.map((offer) => ({ kind: "filter", id: `filter-${offer.query}`, offer })),
    },
    {
      kind: "recent",
      items: (isSearching ? [] : recent.slice(0, mostRecent)).map((thread) => ({
        kind: "recent",
        id: thread.id,
        thread,
      })),
    },
    {
      kind: "thread",
      items: threads.map((thread) => ({ kind: "thread", id: `in-${thread.threadId}`, thread })),
    },
    {
      kind: "command",
      items: commands
        .filter((command) => (isSearching ? fitsLabel(command.label, query) : command.isUsual))
        .map((command) => ({ kind: "command", id: `command-${command.id}`, command })),
    },
    {
      kind: "message",
      items: messages.map((message) => ({ kind: "message", id: message.messageId, message })),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
