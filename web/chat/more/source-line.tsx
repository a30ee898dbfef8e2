import { A } from "@solidjs/router";
import type { JSX } from "solid-js";
import { threadById } from "../../../client/state/selectors.ts";
import { shownTitle } from "../../../client/state/shown-title.ts";
import type { Thread } from "../../../shared/thread.ts";
import { isolate } from "../../i18n/isolate.ts";
import { useChat } from "../../state/chat.ts";
import { Icon } from "../../ui/icons.tsx";
import { useMoreWords } from "./words/more-words.ts";

/** Leads from a copy to the message that it was made from. */
export function SourceLine(props: { source: NonNullable<Thread["source"]> }): JSX.Element {
  const w = useMoreWords();
  const chat = useChat();
  const title = () => shownTitle(threadById(chat.threadState(), props.source.threadId));
  const words = () => {
    const known = title();
    return known === null ? w("more.source.other") : w("more.source", isolate(known));
  };
  return (
    <p class="flex justify-center pt-4 text-xs text-muted">
      <A
        href={`/t/${props.source.threadId}?message=${props.source.messageId}`}
        class="inline-flex max-w-full min-w-0 items-center gap-1.5 rounded px-1 py-1 hover:text-fg hover:underline"
      >
        <Icon name="fork" class="size-3.5 shrink-0" />
        <span class="truncate">{words()}</span>
      </A>
    </p>
  );
}
