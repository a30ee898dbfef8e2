import { type JSX, onCleanup } from "solid-js";
import { frameSchedule } from "../../../../client/frame-schedule.ts";
import { FilesProvider } from "../../../attachments/files.ts";
import { appAddress } from "../../../state/base-path.ts";
import { ChatProvider, useChat } from "../../../state/chat.ts";
import { createChatSignals } from "../../../state/chat-signals.ts";
import { createObservableAccessor } from "../../../state/observable-accessor.ts";
import { followPageLife } from "../../../ui/page-life.ts";
import { useEditor } from "../editor-context.ts";
import { createPreviewChat } from "./preview-chat.ts";
import { createPreviewFiles } from "./preview-files.ts";
import { createPreviewSessions } from "./preview-sessions.ts";
import { PreviewConversation } from "./preview-conversation.tsx";
import { createVariables } from "./variable-fields.tsx";

export interface PreviewPaneProps {
  workflowId: string;
  saveDraft: () => Promise<unknown>;
  /** Whether the changes on the screen could not be saved, so that replies use an older draft. */
  unsaved: boolean;
}

/** A chat with the draft, beside the form. */
export function PreviewPane(props: PreviewPaneProps): JSX.Element {
  const { draft } = useEditor();
  const { client, workflows, refreshWorkflows, adoptWorkflows } = useChat();
  const variables = createVariables(() => draft().instructions);
  const preview = createPreviewChat({
    url: appAddress(),
    connection: client.connection,
    sessions: createPreviewSessions(
      (stateVariables) =>
        client.api.admin.workflows.preview.mutate({ id: props.workflowId, stateVariables }),
      () => performance.now(),
    ),
    saveDraft: () => props.saveDraft(),
    variables: variables.given,
    fileUpload: () => draft().fileUpload,
    schedule: frameSchedule,
  });
  onCleanup(() => preview.close());
  followPageLife({ onWake: () => preview.store.reconcile(), onLeave() {} });
  const chat = {
    ...createChatSignals(preview.store),
    connection: createObservableAccessor(preview.connection),
    store: preview.store,
    client: preview.client,
    workflows,
    refreshWorkflows,
    adoptWorkflows,
  };
  return (
    <ChatProvider value={chat}>
      <FilesProvider value={createPreviewFiles(preview.client)}>
        <PreviewConversation
          workflowId={props.workflowId}
          preview={preview}
          variables={variables}
          unsaved={props.unsaved}
        />
      </FilesProvider>
    </ChatProvider>
  );
}
