import { useLocation } from "@solidjs/router";
import { createMemo, type JSX, Show } from "solid-js";
import { useChat } from "../state/chat.ts";
import { Late } from "../ui/late.tsx";
import type { ComparisonProps } from "./compare/comparison.tsx";
import { loadComparison } from "./compare/load-comparison.tsx";
import { LiveRegion } from "./live-region.tsx";
import { createJumpPaint } from "./paint-jumps.ts";
import { createPrintKey } from "./print-chat.ts";
import { QuoteButton } from "./quote/quote-button.tsx";

export interface ReplyAidsProps extends Omit<ComparisonProps, "threadId"> {
  /** Null for the new chat. */
  threadId: string | null;
}

/**
 * What accompanies the replies: two of them side by side, if the address says so, or else the
 * announcements for screen readers and the button that quotes. A comparison has its own. Far jumps
 * paint no blank frame, and the whole chat can be printed.
 */
export function ReplyAids(props: ReplyAidsProps): JSX.Element {
  const location = useLocation();
  const chat = useChat();
  createJumpPaint();
  createPrintKey({
    threadId: () => props.threadId,
    hasOlder: (threadId) => Boolean(chat.state().loads[threadId]?.olderCursor),
    loadOlder: chat.store.loadOlder,
    isOpen: () => chat.connection() === "open",
    whole: props.conversation.whole,
  });
  const compared = () => (location.query["compare"] ? props.threadId : null);
  return (
    <Show when={compared()} keyed fallback={<Reading {...props} />}>
      {(threadId) => (
        <Late
          load={loadComparison}
          given={{
            threadId,
            conversation: props.conversation,
            get workflow() {
              return props.workflow;
            },
            get markdown() {
              return props.markdown;
            },
          }}
        />
      )}
    </Show>
  );
}

function Reading(props: ReplyAidsProps): JSX.Element {
  const chat = useChat();
  const isCopy = createMemo(() => chat.state().loads[props.threadId ?? ""]?.isCopy === true);
  return (
    <>
      <LiveRegion reply={props.conversation.lastReply()} isCopy={isCopy()} />
      <QuoteButton />
    </>
  );
}
