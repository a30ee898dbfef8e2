import { onCleanup } from "solid-js";
import { createChatStore } from "../../client/chat-store.ts";
import type { ChatClient } from "../../client/connect.ts";
import { frameSchedule } from "../../client/frame-schedule.ts";
import type { OutboxStorage } from "../../client/outbox-storage.ts";
import type { Chat } from "./chat.ts";
import { createChatSignals } from "./chat-signals.ts";
import { createObservableAccessor } from "./observable-accessor.ts";
import { createWorkflows } from "./workflows.ts";

export interface ConnectedChatOptions {
  /** Closed when the owner is disposed. */
  client: ChatClient;
  /** Where unsent messages are stored; in memory if undefined. */
  outbox: OutboxStorage | undefined;
  /** The session has ended, and the user has to act. */
  onSessionEnd: () => void;
}

/** The chat of the signed-in user. */
export interface ConnectedChat extends Chat {
  client: ChatClient;
}

/** Keeps everything on the screen up to date, for as long as the owner lives. */
export function createConnectedChat(options: ConnectedChatOptions): ConnectedChat {
  const { client } = options;
  const store = createChatStore(client, { outbox: options.outbox, schedule: frameSchedule });
  const connection = createObservableAccessor(client.connection);
  const known = createWorkflows(client, connection);
  // An ended session has its own notice.
  store.start().catch(() => client.ended.get() ?? options.onSessionEnd());
  onCleanup(() => {
    store.close();
    void client.close();
  });

  return { client, store, connection, ...known, ...createChatSignals(store) };
}
