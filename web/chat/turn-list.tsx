import { type Component, createMemo, For, type JSX, Show } from "solid-js";
import type { MarkdownProps } from "../markdown/markdown.tsx";
import type { Conversation } from "./conversation.ts";
import { type MessageProps, MessageView } from "./message.tsx";
import { Late } from "../ui/late.tsx";
import { groupTurns, type TurnGroup } from "./turn-groups.ts";

export interface TurnListProps {
  conversation: Conversation;
  /** Whether the last turn reserves room below it, because it was just sent. */
  roomy: boolean;
  markdown: Component<MarkdownProps> | undefined;
  heading: MessageProps["heading"];
  workflow: MessageProps["workflow"];
  onRegenerate: MessageProps["onRegenerate"];
  onContinue: (messageId: string) => void;
  onFeedback: MessageProps["onFeedback"];
  edits: MessageProps["edits"];
  onDiscard: (messageId: string) => void;
}

const loadViewLine = async () => (await import("./model-view/view-line.tsx")).ViewLine;

/**
 * The conversation, oldest turn first. Rows are kept by id: a growing reply only touches its own
 * row.
 */
export function TurnList(props: TurnListProps): JSX.Element {
  const groups = createMemo(
    (before: readonly TurnGroup[]) => groupTurns(before, props.conversation.turnKeys()),
    [],
  );
  const ids = createMemo(() => groups().map(({ id }) => id));
  return (
    <For each={ids()}>
      {(id) => {
        const keys = createMemo(() => groups().find((group) => group.id === id)?.keys ?? []);
        return (
          <div class="turn-group">
            <For each={keys()}>{(turnKey) => <TurnView {...props} turnKey={turnKey} />}</For>
          </div>
        );
      }}
    </For>
  );
}

function TurnView(props: TurnListProps & { turnKey: string }): JSX.Element {
  const last = () => props.conversation.isLastTurn(props.turnKey);
  const ids = createMemo(() => props.conversation.messageIds(props.turnKey));
  return (
    <div
      class="flex flex-col gap-1 pt-6"
      classList={{ "turn-settled": !last(), "turn-roomy": last() && props.roomy }}
    >
      <For each={ids()}>
        {(messageId) => (
          <>
            <Show when={props.conversation.viewBegins() === messageId}>
              <Late load={loadViewLine} given={{ messageId, conversation: props.conversation }} />
            </Show>
            <MessageView
              messageId={messageId}
              conversation={props.conversation}
              last={last() && ids().at(-1) === messageId}
              markdown={props.markdown}
              heading={props.heading}
              workflow={props.workflow}
              onRegenerate={props.onRegenerate}
              onContinue={props.onContinue}
              onFeedback={props.onFeedback}
              edits={props.edits}
              onDiscard={props.onDiscard}
            />
          </>
        )}
      </For>
    </div>
  );
}
