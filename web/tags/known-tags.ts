import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { useChat } from "../state/chat.ts";

/** Time after a change until the server is asked, in milliseconds: it has the change by then. */
const settleMs = 1_000;

/**
 * The tags of all the user's chats, the most frequent first. The server is asked again after
 * changes and with every connection; until then, and if that fails, those of loaded chats are added.
 */
export function createKnownTags(): Accessor<readonly string[]> {
  const chat = useChat();
  const [counted, setCounted] = createSignal<readonly string[]>([]);
  const held = createMemo(
    () => Object.values(chat.threadState().threads).flatMap(({ tags = [] }) => tags),
    [],
    { equals: (a, b) => a.join("\n") === b.join("\n") },
  );
  const isReady = createMemo(
    () => chat.state().threadList.status === "ready" && chat.connection() === "open",
  );
  let asked = 0;

  async function ask(): Promise<void> {
    const turn = ++asked;
    try {
      const counts = await chat.client.api.threads.listTags.query();
      if (turn === asked) setCounted(counts.map(({ tag }) => tag));
    } catch {
      // The next change or connection asks again.
    }
  }

  createEffect(
    on([held, isReady], ([, ready], before) => {
      if (!ready) return;
      const timer = setTimeout(() => void ask(), before?.[1] ? settleMs : 0);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return createMemo(() => [...new Set([...counted(), ...held()])]);
}
