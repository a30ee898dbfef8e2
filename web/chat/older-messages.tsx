import { createSignal, type JSX, Show } from "solid-js";
import { useOlderWords } from "./older-words/older-words.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { createOnSight } from "../ui/on-sight.ts";

/** Loads the page of messages above the view in advance, and offers a button when that fails. */
export function OlderMessages(props: {
  threadId: string;
  /** Everything loaded is rendered: only then is this at its final place. */
  ready: boolean;
}): JSX.Element {
  const w = useOlderWords();
  const chat = useChat();
  const [state, setState] = createSignal<"idle" | "loading" | "failed">("idle");
  let start: HTMLDivElement | undefined;

  async function load(): Promise<void> {
    if (state() === "loading") return;
    setState("loading");
    try {
      await chat.store.loadOlder(props.threadId);
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  createOnSight({
    target: () => start,
    margin: "800px",
    again: () => props.ready && chat.state().loads[props.threadId]?.olderCursor,
    onSight: () => props.ready && state() === "idle" && void load(),
  });

  return (
    <div ref={start} class="flex flex-col items-center gap-2 py-3 text-sm text-muted">
      <Show when={state() === "failed"}>
        <p>{w("thread.older.failed")}</p>
      </Show>
      <Button disabled={state() === "loading"} onClick={() => void load()}>
        {state() === "loading" ? w("thread.older.loading") : w("thread.older")}
      </Button>
    </div>
  );
}
