import { createMemo, onCleanup } from "solid-js";
import { createChatStore } from "../../client/chat-store.ts";
import { connectChat } from "../../client/connect.ts";
import { frameSchedule } from "../../client/frame-schedule.ts";
import type { OutboxStorage } from "../../client/outbox-storage.ts";
import type { Preferences } from "../../shared/user.ts";
import type { Chat } from "./chat.ts";
import { createGate } from "./gate.ts";
import { createKeyed } from "./keyed.ts";
import { createObservableAccessor } from "./observable-accessor.ts";
import { createWorkflows } from "./workflows.ts";

export interface ConnectedChatOptions {
  /** The server's origin. */
  url: string;
  preferences: () => Preferences;
  /** Where unsent messages are stored; in memory if undefined. */
  outbox: OutboxStorage | undefined;
  /** The session has ended, and the user has to act. */
  onSessionEnd: () => void;
}

/**
 * Connects to the server and keeps everything on the screen up to date, for as long as the owner
 * lives.
 */
export function createConnectedChat(options: ConnectedChatOptions): Chat {
  const client = connectChat({ url: options.url, preferences: options.preferences });
  const store = createChatStore(client, { outbox: options.outbox, schedule: frameSchedule });
  const connection = createObservableAccessor(client.connection);
  const workflows = createWorkflows(client, connection);
  // An ended session has its own notice.
  store.start().catch(() => client.ended.get() ?? options.onSessionEnd());
  onCleanup(() => {
    store.close();
    void client.close();
  });

  const state = createObservableAccessor(store.state);
  return {
    client,
    store,
    connection,
    workflows,
    state,
    message: createKeyed(createMemo(() => state().messages)),
    threadState: createGate(
      state,
      (a, b) => a.threads === b.threads && a.outbox === b.outbox && a.loads === b.loads,
    ),
  };
}
