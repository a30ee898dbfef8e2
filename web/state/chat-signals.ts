import { createMemo } from "solid-js";
import type { ChatStore } from "../../client/types.ts";
import type { Chat } from "./chat.ts";
import { createGate } from "./gate.ts";
import { createKeyed } from "./keyed.ts";
import { createObservableAccessor } from "./observable-accessor.ts";

/** A store's state as signals, for as long as the owner lives. */
export function createChatSignals(
  store: ChatStore,
): Pick<Chat, "state" | "message" | "threadState"> {
  const state = createObservableAccessor(store.state);
  return {
    state,
    message: createKeyed(createMemo(() => state().messages)),
    threadState: createGate(
      state,
      (a, b) =>
        a.threads === b.threads &&
        a.outbox === b.outbox &&
        a.loads === b.loads &&
        a.projects === b.projects &&
        a.listLoads === b.listLoads,
    ),
  };
}
