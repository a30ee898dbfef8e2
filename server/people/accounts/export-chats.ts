import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { Readable } from "node:stream";
import yazl from "yazl";
import { fileNameOf, toMarkdown } from "../../../client/export/export-thread.ts";
import type { Message } from "../../../shared/message.ts";
import type { Thread } from "../../../shared/thread.ts";
import { selectMessages, toMessage } from "../../chat/messages/message-view.ts";
import { threadColumns, toThread } from "../../chat/threads/thread-view.ts";
import type { Database } from "../../platform/db/client.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { readUser } from "../../chat/feed/read-user.ts";
import { exportWords } from "./export-words.ts";

/**
 * All chats of a user, except temporary ones and those in the trash, as a ZIP of Markdown files: of
 * each, the branch that is read, with thoughts. One chat at a time is in memory.
 */
export async function exportChats(db: Database, userId: string): Promise<Readable> {
  const { language, timeZone } = await readUser(db, userId);
  const rows = await db
    .select(threadColumns)
    .from(threads)
    .where(
      and(eq(threads.userId, userId), isNull(threads.trashedAt), isNull(threads.temporaryUntil)),
    )
    .orderBy(desc(threads.createdAt), desc(threads.id));
  const times = new Intl.DateTimeFormat(language, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  const time = (iso: string) => times.format(new Date(iso));
  const options = { words: exportWords(language), hasThoughts: true, time };
  const zip = new yazl.ZipFile();
  const taken = new Set<string>();
  for (const row of rows) {
    const thread = toThread(row);
    const name = uniqueName(taken, fileNameOf(titleOf(thread) ?? options.words.untitled, "md"));
    zip.addReadStreamLazy(
      `${thread.createdAt.slice(0, 10)} ${name}`,
      { mtime: new Date(thread.updatedAt) },
      (ready) => {
        exportOne(db, thread, (chat) => toMarkdown(chat, options)).then(
          (text) => ready(null, Readable.from([Buffer.from(text)])),
          (error: unknown) => ready(error, Readable.from([])),
        );
      },
    );
  }
  const out = zip.outputStream;
  if (!(out instanceof Readable)) throw new Error("the ZIP is no stream");
  zip.on("error", (error) => out.destroy(error instanceof Error ? error : new Error("no ZIP")));
  zip.end();
  return out;
}

/** A name that no other file of the ZIP has, whatever the case. */
function uniqueName(taken: Set<string>, name: string): string {
  const base = name.slice(0, -".md".length);
  let unique = name;
  for (let i = 2; taken.has(unique.toLowerCase()); i++) unique = `${base} (${i}).md`;
  taken.add(unique.toLowerCase());
  return unique;
}

async function exportOne(
  db: Database,
  thread: Thread,
  render: (chat: {
    thread: Thread;
    messages: Message[];
    branch: string[];
    exportedAt: Date;
  }) => string,
): Promise<string> {
  const rows = await selectMessages(db, eq(messages.threadId, thread.id)).orderBy(
    asc(messages.seq),
  );
  const all = rows.map(toMessage);
  return render({ thread, messages: all, branch: branchOf(thread, all), exportedAt: new Date() });
}

/** The branch that is read: of the active leaf, or of the newest message. */
function branchOf({ activeLeafId }: Thread, all: readonly Message[]): string[] {
  const byId = new Map(all.map((message) => [message.id, message]));
  // In order of their numbers, so the newest child is the last one that is set.
  const newestChild = new Map(all.map((message) => [message.parentId, message]));
  let leaf = (activeLeafId && byId.get(activeLeafId)) || all.at(-1);
  for (let below = leaf; below; below = newestChild.get(below.id)) leaf = below;
  const branch: string[] = [];
  for (let at = leaf; at; at = at.parentId === null ? undefined : byId.get(at.parentId))
    branch.push(at.id);
  return branch.reverse();
}

function titleOf({ title, provisionalTitle }: Thread): string | undefined {
  return title ?? provisionalTitle;
}
