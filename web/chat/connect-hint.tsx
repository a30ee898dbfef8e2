import { A } from "@solidjs/router";
import type { JSX } from "solid-js";
import { useModelWords } from "./words/model-words.ts";

/** Leads an admin whose chats the built-in model answers to the page that connects another. */
export function ConnectHint(): JSX.Element {
  const w = useModelWords();
  return (
    <p class="text-center text-sm text-muted">
      {w("model.hint")}{" "}
      <A
        href="/admin/connections"
        class="underline underline-offset-2 hover:text-fg coarse:inline-block coarse:py-3"
      >
        {w("model.builtin.connect")}
      </A>
    </p>
  );
}
