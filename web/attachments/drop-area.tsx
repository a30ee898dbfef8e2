import type { JSX } from "solid-js";
import { Icon } from "../ui/icons.tsx";
import { useFileWords } from "./words/file-words.ts";

/** Covers the conversation while files are dragged over the page. The page itself accepts them. */
export function DropArea(): JSX.Element {
  const w = useFileWords();
  return (
    <div
      data-testid="drop-area"
      class="pointer-events-none absolute inset-2 z-30 flex items-center justify-center rounded-3xl border-2 border-dashed border-accent bg-bg/80"
    >
      <p class="flex items-center gap-3 rounded-full bg-bg px-6 py-3 text-lg font-medium text-accent shadow-float">
        <Icon name="attach" class="size-7" />
        {w("drop")}
      </p>
    </div>
  );
}
