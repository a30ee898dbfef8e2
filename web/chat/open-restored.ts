import { type Accessor, createEffect, on } from "solid-js";
import { useChat } from "../state/chat.ts";

/** Loads the thread of the address again when it is restored from the trash. */
export function createOpenRestored(
  threadId: Accessor<string | null>,
  isMissing: Accessor<boolean>,
): void {
  const chat = useChat();
  createEffect(
    on(isMissing, (missing, was) => {
      const id = threadId();
      if (was && !missing && id !== null) void chat.store.openThread(id);
    }),
  );
}
