import { createChatStore } from "../../../../client/chat-store.ts";
import { connectWithSecret, type SecretClient } from "../../../../client/connect-secret.ts";
import { createLatch } from "../../../../client/latch.ts";
import { createValue } from "../../../../client/observable.ts";
import type { Schedule } from "../../../../client/store/state-holder.ts";
import type { ChatStore, ConnectionState, Observable } from "../../../../client/types.ts";
import type { StateVariables } from "../../../../shared/chat-session.ts";
import type { WorkflowSettings } from "../../../../shared/workflow.ts";
import type { PreviewSessions } from "./preview-sessions.ts";

export interface PreviewChatOptions {
  /** The server's origin. */
  url: string;
  /** The admin's own connection, which opens the sessions. */
  connection: Observable<ConnectionState>;
  sessions: PreviewSessions;
  /** Saves the draft, so that the reply uses it. */
  saveDraft(): Promise<unknown>;
  /** The state variables for the instructions. */
  variables(): StateVariables;
  /** Which files may be attached. */
  fileUpload(): WorkflowSettings["fileUpload"];
  /** When listeners hear of streamed changes. */
  schedule?: Schedule;
}

/** A chat with the draft. Nothing is fetched before its first use, and nothing is stored in the browser. */
export interface PreviewChat {
  client: SecretClient;
  store: ChatStore;
  /** The preview's connection; before its first use, the page's. */
  connection: Observable<ConnectionState>;
  /** Makes sure that the reply uses the current draft, state variables and policy. Rejects if the server refuses. */
  prepare(): Promise<void>;
  /** Deletes a chat; the next one starts with the current settings of the draft. */
  startOver(threadId: string): void;
  close(): void;
}

/** The calls that a reply follows. */
const asksForReply: ReadonlySet<string> = new Set([
  "messages.say",
  "messages.send",
  "messages.queue",
  "messages.sendNow",
  "messages.regenerate",
  "messages.continue",
]);

/** Creates the chat. Its first call opens a session and the connection. */
export function createPreviewChat(options: PreviewChatOptions): PreviewChat {
  const { sessions } = options;
  const gate = createGate(options.connection);
  let startedOver: Promise<unknown> = Promise.resolve();
  let started: Promise<void> | null = null;

  const client = connectWithSecret({
    url: options.url,
    mayOpen: gate.opened,
    secret: () => sessions.secret(),
    beforeCall: (path) => (asksForReply.has(path) ? prepare() : connect()),
    onRejected() {
      sessions.drop();
      // A page without activity needs no sessions.
      if (!isBusy(store)) gate.shut();
    },
  });
  const stopFollowing = gate.follow(client.connection);
  const store = createChatStore(
    { ...client, connection: gate.connection },
    { schedule: options.schedule, isOneUsers: true },
  );

  async function connect(): Promise<void> {
    // A refusal is shown at the message, whereas the connection would keep retrying.
    await sessions.secret();
    gate.open();
  }

  async function prepare(): Promise<void> {
    await options.saveDraft();
    await startedOver;
    if (sessions.use(options.variables(), options.fileUpload())) client.renew();
    await connect();
    started ??= store.start();
    await started.catch((cause: unknown) => {
      started = null;
      throw cause;
    });
  }

  return {
    client,
    store,
    connection: gate.connection,
    prepare,
    startOver(threadId) {
      startedOver = forget(store, threadId).then(() => {
        sessions.drop();
        client.renew();
      });
    },
    close() {
      stopFollowing();
      store.close();
      void client.close();
    },
  };
}

function isBusy({ state }: ChatStore): boolean {
  const { outbox, streams } = state.get();
  return outbox.length > 0 || Object.keys(streams).length > 0;
}

/** Deletes a chat and its live reply. If that fails, the clean-up deletes the chat after a day. */
async function forget(store: ChatStore, threadId: string): Promise<void> {
  const { outbox, threads } = store.state.get();
  for (const entry of outbox) if (entry.threadId === threadId) store.discard(entry.id);
  if (threadId in threads) await store.delete(threadId).catch(() => {});
}

/** Keeps the connection closed until it is needed. */
interface Gate {
  connection: Observable<ConnectionState>;
  opened(): Promise<void>;
  open(): void;
  shut(): void;
  /** Shows this connection while the gate is open. Returns a function that stops it. */
  follow(own: Observable<ConnectionState>): () => void;
}

/** @param page shown while the gate is shut, because a call opens it */
function createGate(page: Observable<ConnectionState>): Gate {
  const connection = createValue(page.get());
  let latch = createLatch();
  let isOpen = false;
  let behind = page;
  const show = () => connection.set((isOpen ? behind : page).get());
  const set = (next: boolean) => {
    if (next === isOpen) return;
    isOpen = next;
    if (next) latch.open();
    else latch = createLatch();
    show();
  };
  return {
    connection,
    opened: () => latch.opened,
    open: () => set(true),
    shut: () => set(false),
    follow(own) {
      behind = own;
      const stops = [own.subscribe(show), page.subscribe(show)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
