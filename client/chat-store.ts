import { createPause } from "./backoff.ts";
import type { StoreClient } from "./connect.ts";
import { Outbox } from "./outbox.ts";
import { replyIds } from "./outbox-plan.ts";
import { createMemoryOutboxStorage, type OutboxStorage } from "./outbox-storage.ts";
import { editMessage, type SaidMessage, sayMessage } from "./say.ts";
import { isDeleted } from "./state/put-thread.ts";
import { createGenerationWatcher, type GenerationWatcher } from "./store/generation-watcher.ts";
import { makeEdit, makeEntry } from "./store/make-entry.ts";
import { createSession } from "./store/session.ts";
import { createStateHolder, type Schedule } from "./store/state-holder.ts";
import {
  changeProject,
  createProject,
  deleteProject,
  setProject,
} from "./store/project-actions.ts";
import { loadList } from "./store/load-list.ts";
import type { StoreContext } from "./store/store-context.ts";
import { sendQueuedNow, toQueueEvent, unqueueMessage } from "./store/queue-actions.ts";
import {
  continueReply,
  deleteThread,
  forkThread,
  giveFeedback,
  keepThread,
  markThreadRead,
  regenerateReply,
  renameThread,
  setPlace,
  selectBranch,
  setInference,
  setTags,
  stopGeneration,
} from "./store/thread-actions.ts";
import { restoreThreads, setPlaces, setProjects, trashThreads } from "./store/many-threads.ts";
import { removeMessage, restoreMessages } from "./store/removal-actions.ts";
import { nextThreads } from "./store/thread-list-loader.ts";
import { ThreadLoader } from "./store/thread-loader.ts";
import type { ChatStore, OutboxEntry, Said } from "./types.ts";

export interface ChatStoreOptions {
  /** Where unsent messages survive a reload. By default they do not. */
  outbox?: OutboxStorage | undefined;
  /**
   * When listeners hear of streamed changes; in a browser, at the animation frame (see
   * `frame-schedule.ts`). By default soon.
   */
  schedule?: Schedule | undefined;
  /**
   * Whether the client always calls as the same user. Messages then go out before that user is known;
   * by default they wait for `start`.
   */
  isOneUsers?: boolean | undefined;
}

/** Creates a store over a client. Fetches nothing before `start`; shows the outbox immediately. */
export function createChatStore(client: StoreClient, options: ChatStoreOptions = {}): ChatStore {
  const holder = createStateHolder(options.schedule ?? queueMicrotask);
  const pause = createPause();
  const abort = new AbortController();
  const context: StoreContext = {
    client,
    holder,
    pause,
    signal: abort.signal,
    deletedHere: new Set(),
    lastChanges: new Map(),
    continuing: new Map(),
  };
  const outbox = createStoreOutbox(context, options);
  const loader = new ThreadLoader(context, (threadId) =>
    outbox.entries.get().some((entry) => entry.threadId === threadId),
  );
  const watcher = createGenerationWatcher(context, (message) => loader.refetch(message));
  const session = createSession(context, { loader, onUser: () => outbox.flush() });

  const disconnect = connectParts(context, { outbox, watcher, loader });

  return {
    state: holder.visible,
    start: session.start,
    openThread: (threadId) => loader.open(threadId),
    loadOlder: (threadId) => loader.loadOlder(threadId),
    adopt: (change) => holder.apply({ type: "adopted", change }),
    loadMoreThreads: () => nextThreads(context),
    say(input) {
      const entry = makeEntry(input, holder.visible.get());
      outbox.add(entry);
      if (input.threadId === null) loader.begin(entry.threadId);
      return toSaid(entry);
    },
    edit(messageId, wording) {
      const entry = makeEdit(messageId, wording, holder.visible.get());
      outbox.add(entry);
      return toSaid(entry);
    },
    retry: (entryId) => outbox.retry(entryId),
    discard: (entryId) => outbox.discard(entryId),
    ...storeActions(context, outbox),
    reconcile() {
      client.reconnectNow();
      pause.skip();
      outbox.resume();
    },
    close() {
      abort.abort();
      outbox.close();
      session.stop();
      disconnect();
    },
  };
}

/** What the store itself does: everything but `storeActions`. */
type OwnOfStore =
  | ("state" | "start" | "openThread" | "loadOlder" | "loadMoreThreads" | "reconcile" | "close")
  | ("adopt" | "say" | "edit" | "retry" | "discard");

/** What changes threads and messages on the server, and shows it meanwhile. */
function storeActions(context: StoreContext, outbox: StoreOutbox): Omit<ChatStore, OwnOfStore> {
  return {
    regenerate: (messageId, how) => regenerateReply(context, messageId, how),
    continueReply: (messageId) => continueReply(context, messageId),
    giveFeedback: (messageId, kind, comment) => giveFeedback(context, messageId, { kind, comment }),
    removeMessage: (messageId) => removeMessage(context, messageId),
    restoreMessages: (removal) => restoreMessages(context, removal),
    stop: (generationId) => stopGeneration(context, generationId),
    sendNow: (queuedId) => sendQueuedNow(context, queuedId),
    unqueue: (id) => unqueueMessage(context, (entryId) => outbox.discard(entryId), id),
    selectBranch: (threadId, leafId) => selectBranch(context, threadId, leafId),
    fork: (messageId) => forkThread(context, messageId),
    rename: (threadId, title) => renameThread(context, threadId, title),
    setProject: (threadId, projectId) => setProject(context, threadId, projectId),
    setProjects: (threadIds, projectId) => setProjects(context, threadIds, projectId),
    createProject: (name, look) => createProject(context, name, look),
    changeProject: (projectId, to) => changeProject(context, projectId, to),
    deleteProject: (projectId, threads) => deleteProject(context, projectId, threads),
    loadList: (of) => loadList(context, of),
    setTags: (threadId, tags) => setTags(context, threadId, tags),
    setPlace: (threadId, place) => setPlace(context, threadId, place),
    setPlaces: (threadIds, place) => setPlaces(context, threadIds, place),
    async setInference(threadId, choice) {
      if (!outbox.chooseInference(threadId, choice)) await setInference(context, threadId, choice);
    },
    keep: (threadId) => keepThread(context, threadId),
    trash: (threadIds) => trashThreads(context, threadIds),
    restore: (threadIds) => restoreThreads(context, threadIds),
    delete: (threadId) => deleteThread(context, threadId),
    markRead: (threadId) => markThreadRead(context, threadId),
  };
}

function toSaid({ threadId, id, replyId, compareWith, queued = false }: OutboxEntry): Said {
  return { threadId, id, replyId, queued, comparedId: compareWith?.replyId };
}

/** Connects the parts of the store. Returns a function that disconnects them. */
function connectParts(
  context: StoreContext,
  {
    outbox,
    watcher,
    loader,
  }: { outbox: StoreOutbox; watcher: GenerationWatcher; loader: ThreadLoader },
): () => void {
  const { client, holder, pause } = context;
  const showOutbox = () => holder.apply({ type: "outbox", entries: outbox.entries.get() });
  showOutbox();
  const stops = [
    outbox.entries.subscribe(showOutbox),
    holder.visible.subscribe(() => {
      watcher.sync();
      loader.reachLeaves();
      outbox.acknowledge(needless(context));
      outbox.strand(stranded(context));
    }),
    client.connection.subscribe((state) => {
      if (state !== "open") return;
      pause.skip();
      outbox.resume();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

type StoreOutbox = ReturnType<typeof createStoreOutbox>;

function createStoreOutbox({ client, holder }: StoreContext, options: ChatStoreOptions) {
  return new Outbox({
    storage: options.outbox ?? createMemoryOutboxStorage(),
    isOneUsers: options.isOneUsers,
    async send(entry) {
      const before = holder.now();
      return { ...(await sendEntry(client, entry)), before };
    },
    onSent(entry, { sent, queue, before }) {
      const isOthers = entry.userId !== undefined && holder.get().user?.id !== entry.userId;
      if (isOthers) return;
      const isSameFeed = holder.now().epoch === before.epoch;
      const asOf = isSameFeed ? before.asOf : -1;
      if (sent) {
        const messages = [sent.message, sent.reply, ...(sent.compared ? [sent.compared] : [])];
        holder.apply({ type: "answer", thread: sent.thread, messages, asOf });
      }
      if (queue) holder.apply(toQueueEvent(queue, isSameFeed));
    },
    isConnected: () => client.connection.get() === "open",
    userId: () => holder.get().user?.id ?? null,
  });
}

function sendEntry({ api }: StoreClient, entry: OutboxEntry): Promise<SaidMessage> {
  const { attachments, id, replyId, threadId, parentId, text } = entry;
  const { workflowId, projectId, effort, model } = entry;
  const attachmentIds = attachments?.map((file) => file.id);
  const message = { id, replyId, threadId, parentId, text, attachmentIds };
  if (entry.edits !== undefined) return editMessage(api, { ...message, messageId: entry.edits });
  return sayMessage(api, {
    ...message,
    workflowId,
    projectId,
    temporary: entry.temporary,
    effort,
    model,
    compareWith: entry.compareWith,
    answerBy: entry.answerBy,
  });
}

/** Entries that have reached the server, or were deleted with their thread. */
function needless({ holder, deletedHere }: StoreContext): string[] {
  const state = holder.get();
  return state.outbox
    .filter((entry) => {
      const { id, threadId } = entry;
      return (
        [id, ...replyIds(entry)].every((each) => each in state.messages) ||
        (deletedHere.has(threadId) && isDeleted(state, threadId)) ||
        state.queues[threadId]?.some((queued) => queued.id === id)
      );
    })
    .map(({ id }) => id);
}

/** Entries whose thread was deleted elsewhere: their text is not lost. */
function stranded({ holder }: StoreContext): string[] {
  const state = holder.get();
  return state.outbox.filter(({ threadId }) => isDeleted(state, threadId)).map(({ id }) => id);
}
