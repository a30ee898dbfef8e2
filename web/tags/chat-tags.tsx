import type { JSX } from "solid-js";
import type { Thread } from "../../shared/thread.ts";
import { Icon } from "../ui/icons.tsx";
import { useDialogs } from "../ui/open-dialog.ts";
import { useTagWords } from "./words/tag-words.ts";

/** The tags of a chat, as a button that opens them. */
export function ChatTags(props: { thread: () => Thread | null }): JSX.Element {
  const w = useTagWords();
  const openDialog = useDialogs();
  const words = () => (props.thread()?.tags ?? []).join(", ");
  return (
    <button
      type="button"
      aria-label={w("edit", words())}
      title={words()}
      class="flex min-h-9 max-w-32 min-w-0 items-center gap-1.5 rounded-lg px-2 text-sm text-muted hover:bg-hover hover:text-fg coarse:min-h-11"
      onClick={(event) => {
        const { id } = props.thread() ?? {};
        if (id !== undefined) openDialog({ kind: "tags", threadId: id }, event.currentTarget);
      }}
    >
      <Icon name="tag" class="size-4 shrink-0" />
      <span dir="auto" class="truncate max-sm:hidden">
        {words()}
      </span>
    </button>
  );
}
