import { useLocation } from "@solidjs/router";
import { createEffect, createMemo, type JSX, on, Show } from "solid-js";
import { useChat } from "../state/chat.ts";
import { createSafeStorage, findStorage } from "../state/safe-storage.ts";
import { Late } from "../ui/late.tsx";
import type { ComparisonProps } from "./compare/comparison.tsx";
import { createKeptReplies, type KeptReplies } from "./compare/kept-replies.ts";
import { loadComparison } from "./compare/load-comparison.ts";
import { LiveRegion } from "./live-region.tsx";
import { createJumpPaint } from "./paint-jumps.ts";

export interface ReplyAidsProps extends Omit<ComparisonProps, "threadId" | "kept"> {
  /** Null for the new chat. */
  threadId: string | null;
}

/**
 * What accompanies the replies: two of them side by side, if the address says so, or else the
 * announcements for screen readers. A comparison has its own. Far jumps paint no blank frame.
 */
export function ReplyAids(props: ReplyAidsProps): JSX.Element {
  const location = useLocation();
  createJumpPaint();
  const compared = () => (location.query["compare"] ? props.threadId : null);
  const kept = createKeptReplies(createSafeStorage(findStorage(() => sessionStorage)));
  showKept(props, kept);
  return (
    <Show when={compared()} keyed fallback={<LiveRegion reply={props.conversation.lastReply()} />}>
      {(threadId) => (
        <Late
          load={loadComparison}
          given={{
            threadId,
            conversation: props.conversation,
            kept,
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

/** After a reload, shows the reply that was kept, once for each thread. */
function showKept(props: ReplyAidsProps, kept: KeptReplies): void {
  const chat = useChat();
  const shown = new Set<string>();
  const loaded = createMemo(() => {
    const id = props.threadId ?? "";
    return chat.threadState().loads[id]?.status === "ready" ? id : null;
  });
  createEffect(
    on(loaded, (id) => {
      if (id === null || shown.has(id)) return;
      shown.add(id);
      const reply = kept.find(chat.state(), id);
      if (reply !== null) props.conversation.show(reply);
    }),
  );
}
