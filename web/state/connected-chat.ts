import { createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import { createChatStore } from "../../client/chat-store.ts";
import { type ChatClient, connectChat } from "../../client/connect.ts";
import { frameSchedule } from "../../client/frame-schedule.ts";
import type { OutboxStorage } from "../../client/outbox-storage.ts";
import type { Preferences } from "../../shared/user.ts";
import type { Workflow } from "../../shared/workflow.ts";
import type { Chat } from "./chat.ts";
import { createGate } from "./gate.ts";
import { createKeyed } from "./keyed.ts";
import { createObservableAccessor } from "./observable-accessor.ts";

export interface ConnectedChatOptions {
  /** The server's origin. */
  url: string;
  preferences: () => Preferences;
  /** Where unsent messages are kept; as long as the page when undefined. */
  outbox: OutboxStorage | undefined;
  /** Nobody is signed in any more, and nobody can be without doing something. */
  onSessionEnd: () => void;
}

/** A chat with its connection to the server. */
export interface ConnectedChat extends Chat {
  client: ChatClient;
}

/** Time before the workflow is asked for again after an answer that was an error, in milliseconds. */
const workflowRetryMs = 3_000;

/** Connects to the server and keeps everything on the screen up to date, for as long as the owner lives. */
export function createConnectedChat(options: ConnectedChatOptions): ConnectedChat {
  const client = connectChat({ url: options.url, preferences: options.preferences });
  const store = createChatStore(client, { outbox: options.outbox, schedule: frameSchedule });
  const connection = createObservableAccessor(client.connection);
  const [workflow, setWorkflow] = createSignal<Workflow | null>(null);

  async function fetchWorkflow(): Promise<boolean> {
    try {
      setWorkflow(await client.api.workflows.get.query());
      return true;
    } catch {
      return false;
    }
  }

  // Asked for with every connection: the server may have been given another model in between.
  createEffect(() => {
    if (connection() !== "open") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const attempt = async () => {
      if ((await fetchWorkflow()) || stopped) return;
      timer = setTimeout(() => void attempt(), workflowRetryMs);
    };
    void attempt();
    onCleanup(() => {
      stopped = true;
      clearTimeout(timer);
    });
  });

  store.start().catch(options.onSessionEnd);
  onCleanup(() => {
    store.close();
    void client.close();
  });

  const state = createObservableAccessor(store.state);
  return {
    client,
    store,
    connection,
    workflow,
    state,
    message: createKeyed(createMemo(() => state().messages)),
    threadState: createGate(
      state,
      (a, b) => a.threads === b.threads && a.outbox === b.outbox && a.loads === b.loads,
    ),
  };
}
