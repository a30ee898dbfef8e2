import { type JSX, Show } from "solid-js";
import type { Workflow } from "../../../shared/workflow.ts";
import { RegenerateWith } from "../../models/regenerate-with.tsx";
import type { Conversation } from "../conversation.ts";
import { CompareButton } from "./compare-button.tsx";

export interface VersionActionsProps {
  messageId: string;
  conversation: Conversation;
  workflow: Workflow;
  /** Whether regenerating is offered beside these. */
  offered: boolean;
  onRegenerate: (messageId: string, model: string) => void;
}

/** Another version of a reply by another model, in its place or beside it. */
export function VersionActions(props: VersionActionsProps): JSX.Element {
  const model = () => props.conversation.message(props.messageId)?.generation?.model;
  const choosable = () => (props.workflow.choosesModel && props.offered ? props.workflow : null);
  return (
    <Show when={model()}>
      {(writtenBy) => (
        <>
          <Show when={choosable()}>
            {(workflow) => (
              <RegenerateWith
                workflow={workflow()}
                model={writtenBy()}
                onChoose={(name) => props.onRegenerate(props.messageId, name)}
              />
            )}
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
