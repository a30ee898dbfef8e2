import { type JSX, Show } from "solid-js";
import type { Workflow } from "../../../shared/workflow.ts";
import type { RegenerateOptions } from "../../../client/message-changes.ts";
import { RegenerateMenu } from "../again/regenerate-menu.tsx";
import type { Conversation } from "../conversation.ts";
import { CompareButton } from "./compare-button.tsx";

export interface VersionActionsProps {
  messageId: string;
  conversation: Conversation;
  workflow: Workflow;
  /** Whether regenerating is offered beside these. */
  offered: boolean;
  onRegenerate: (messageId: string, how: RegenerateOptions) => void;
}

/** Another version of a reply, as instructed or by another model, in its place or beside it. */
export function VersionActions(props: VersionActionsProps): JSX.Element {
  const model = () => props.conversation.message(props.messageId)?.generation?.model;
  const choosable = () => (props.workflow.choosesModel && props.offered ? props.workflow : null);
  return (
    <Show when={model()}>
      {(writtenBy) => (
        <>
          <Show when={props.offered}>
            <RegenerateMenu
              workflow={props.workflow}
              model={writtenBy()}
              onRegenerate={(how) => props.onRegenerate(props.messageId, how)}
            />
          </Show>
          <CompareButton
            messageId={props.messageId}
            conversation={props.conversation}
            workflow={choosable()}
            model={writtenBy()}
          />
        </>
      )}
    </Show>
  );
}
