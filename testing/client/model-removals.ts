import { isLive } from "../../shared/generation-status.ts";
import type { Message } from "../../shared/message.ts";
import type { ModelServer } from "./model-server.ts";

/** Messages that were deleted together, and the earlier parents of what followed. */
interface ModelRemoval {
  threadId: string;
  messages: Message[];
  moved: { id: string; parentId: string | null }[];
}

/** Deletes messages with their replies, and brings them back, as the server does. */
export class ModelRemovals {
  readonly #server: ModelServer;
  readonly #removed: ModelRemoval[] = [];
  readonly #highest = new Map<string, number>();

  constructor(server: ModelServer) {
    this.#server = server;
  }

  /** The highest number of a thread's deleted messages; numbers are not used again. */
  highest(threadId: string): number {
    return this.#highest.get(threadId) ?? 0;
  }

  /** Deletes a user message with its replies; nothing while one below is live. */
  remove(question: Message): void {
    const { messages } = this.#server;
    const { threadId, parentId } = question;
    const all = [...messages.values()].filter((message) => message.threadId === threadId);
    const below = new Set([question.id]);
    for (const each of all) if (below.has(each.parentId ?? "")) below.add(each.id);
    const isBusy = all.some(
      (each) => below.has(each.id) && each.generation && isLive(each.generation),
    );
    const replies = all.filter((each) => each.parentId === question.id);
    const gone = new Set([question, ...replies].map(({ id }) => id));
    if (isBusy || gone.size === all.length) return;
    const followers = all.filter((each) => replies.some(({ id }) => id === each.parentId));
    const moved = followers.map(({ id, parentId: before }) => ({ id, parentId: before }));
    this.#removed.push({ threadId, messages: [question, ...replies], moved });
    for (const each of [question, ...replies]) {
      messages.delete(each.id);
      this.#highest.set(threadId, Math.max(this.highest(threadId), each.seq));
    }
    this.#change(threadId, {
      removed: [...gone],
      restored: [],
      moved: followers.map(({ id }) => ({ id, parentId })),
    });
    const leafId = this.#server.threads.get(threadId)?.activeLeafId;
    if (leafId !== undefined && gone.has(leafId))
      this.#server.putThread(threadId, { activeLeafId: parentId ?? undefined });
  }

  /** Brings the messages of the last deletion back, if what is above them is still there. */
  restoreLast(): void {
    const last = this.#removed.pop();
    const { messages, threads } = this.#server;
    if (!last || !threads.has(last.threadId)) return;
    const above = last.messages[0]?.parentId ?? null;
    if (above !== null && !messages.has(above)) return;
    // In order of their numbers, as the server lists them.
    const others = [...messages.values()];
    messages.clear();
    const all = [...others, ...last.messages].sort((a, b) => a.seq - b.seq);
    for (const message of all) messages.set(message.id, message);
    this.#change(last.threadId, {
      removed: [],
      restored: last.messages,
      moved: last.moved.filter(({ id }) => messages.get(id)?.parentId === above),
    });
  }

  #change(
    threadId: string,
    change: {
      removed: string[];
      restored: Message[];
      moved: { id: string; parentId: string | null }[];
    },
  ): void {
    const { messages } = this.#server;
    for (const { id, parentId } of change.moved) {
      const held = messages.get(id);
      if (held) messages.set(id, { ...held, parentId });
    }
    this.#server.tell({ type: "tree.changed", threadId, ...change });
  }
}
