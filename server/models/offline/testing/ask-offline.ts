import type { CoreLocale } from "../../../../shared/locale.ts";
import type { ProviderFile, ProviderRequest } from "../../provider.ts";
import { createOfflineProvider } from "../offline-provider.ts";
import { createComposer } from "../worker/compose-answer.ts";
import type {
  ArchivedMessage,
  ArchivedThread,
  ArchiveHit,
  ThreadArchive,
} from "../thread-archive.ts";
import { eventsOf, type ProviderEvent } from "../../../../testing/server/provider-events.ts";

/** A thread of one person, as tests write it. */
export interface StoredThread {
  userId: string;
  threadId: string;
  title: string | null;
  messages: ArchivedMessage[];
}

/** A `ThreadArchive` over plain data that keeps what the port promises. */
export function archiveOf(stored: readonly StoredThread[]): ThreadArchive {
  const owned = (userId: string) => stored.filter((thread) => thread.userId === userId);
  const held = (text: string, words: readonly string[]) =>
    words.filter((word) => text.toLowerCase().includes(word.toLowerCase())).length;
  return {
    async search(userId, words, limit) {
      if (words.length < 1 || words.length > 8 || words.some((word) => word.length > 40))
        throw new Error("bad words");
      const hits = owned(userId).flatMap(({ threadId, title, messages }) =>
        messages.map(({ text, role, createdAt }): ArchiveHit => ({
          threadId,
          title,
          messageText: text,
          role,
          createdAt,
        })),
      );
      return hits
        .filter((hit) => held(hit.messageText, words) > 0)
        .sort(
          (a, b) =>
            held(b.messageText, words) - held(a.messageText, words) ||
            b.createdAt.getTime() - a.createdAt.getTime(),
        )
        .slice(0, limit);
    },
    async recent(userId, limit) {
      const threads = owned(userId).map(({ threadId, title, messages }): ArchivedThread => ({
        threadId,
        title,
        updatedAt: messages.at(-1)?.createdAt ?? new Date(0),
      }));
      return threads.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime()).slice(0, limit);
    },
    async messages(userId, threadId) {
      return owned(userId).find((thread) => thread.threadId === threadId)?.messages ?? [];
    },
  };
}

export interface AskOptions {
  locale?: CoreLocale;
  timeZone?: string;
  purpose?: ProviderRequest["purpose"];
  threads?: ThreadArchive;
  now?: string;
  /** What comes with the last turn. */
  files?: ProviderFile[];
}

/** A request whose user turns are `said`, each but the last answered. */
export function requestOf(said: readonly string[], options: AskOptions = {}): ProviderRequest {
  const turns = said.flatMap((text, index): ProviderRequest["turns"] => {
    const user = { role: "user" as const, text };
    return index < said.length - 1
      ? [user, { role: "assistant", text: `Reply ${index + 1}.` }]
      : [{ ...user, files: options.files ?? [] }];
  });
  const user = {
    id: "user_1",
    locale: options.locale ?? "en",
    timeZone: options.timeZone ?? "Europe/Paris",
  };
  return {
    model: "builtin-offline",
    instructions: "",
    temperature: null,
    maxOutputTokens: null,
    turns,
    purpose: options.purpose ?? "reply",
    user,
  };
}

/** The whole reply to the last of `said`, without pauses; the clock stands at 23 November 2026, 18:42 UTC. */
export async function ask(
  said: string | readonly string[],
  options: AskOptions = {},
): Promise<string> {
  const now = new Date(options.now ?? "2026-11-23T18:42:15Z");
  const provider = createOfflineProvider({
    threads: options.threads ?? archiveOf([]),
    compose: createComposer(),
    now: () => now,
    paceMs: 0,
  });
  const request = requestOf(typeof said === "string" ? [said] : said, options);
  let text = "";
  for await (const event of eventsOf(provider, request)) text += textOf(event);
  return text;
}

export function textOf(event: ProviderEvent): string {
  return event.type === "text" ? event.text : "";
}
