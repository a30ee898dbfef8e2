import { type Component, createMemo, For, type JSX } from "solid-js";
import type { MarkdownProps } from "../markdown/markdown.tsx";
import type { Conversation } from "./conversation.ts";
import { MessageView } from "./message.tsx";

export interface TurnListProps {
  conversation: Conversation;
  /** Whether the last turn keeps room below it, because it was sent just now. */
  roomy: boolean;
  markdown: Component<MarkdownProps> | undefined;
  onRegenerate: (messageId: string) => void;
  onDiscard: (messageId: string) => void;
}

/** The conversation, oldest turn first. Rows are kept by id: a growing reply touches its own row alone. */
export function TurnList(props: TurnListProps): JSX.Element {
  return (
    <For each={props.conversation.turnKeys()}>
      {(turnKey) => {
        const last = () => props.conversation.isLastTurn(turnKey);
        const ids = createMemo(() => props.conversation.messageIds(turnKey));
        return (
          <div
            class="flex flex-col gap-1 pt-6"
            classList={{ "turn-settled": !last(), "turn-roomy": last() && props.roomy }}
          >
            <For each={ids()}>
              {(messageId) => (
                <MessageView
                  messageId={messageId}
                  conversation={props.conversation}
                  last={last() && ids().at(-1) === messageId}
                  markdown={props.markdown}
                  onRegenerate={props.onRegenerate}
                  onDiscard={props.onDiscard}
                />
              )}
            </For>
          </div>
        );
      }}
    </For>
  );
}
