import { createMemo, type JSX, Show, untrack } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Wording } from "../../client/types.ts";
import type { Attachment } from "../../shared/attachment.ts";
import { textIn } from "../../shared/text-in.ts";
import type { Thread } from "../../shared/thread.ts";
import type { ComposerFiles } from "../attachments/composer-files.ts";
import { useFiles } from "../attachments/files.ts";
import { Composer, type ComposerProps } from "../composer/composer.tsx";
import type { Draft } from "../composer/draft.ts";
import { createComposerMenu } from "../suggestions/composer-menu.ts";
import type { Mention } from "../suggestions/mention.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Late } from "../ui/late.tsx";
import { createOnDemand, keepLoading } from "../ui/on-demand.ts";
import type { SecondModel } from "./compare/second-model.ts";
import type { Conversation } from "./conversation.ts";
import { loadWaiting } from "./load-waiting.ts";
import type { WaitingPanelProps } from "./waiting-panel.tsx";
import type { WorkflowChoice } from "./workflow-choice.ts";

const loadModelLine = async () => (await import("./model-line.tsx")).ModelLine;
const loadDraftSync = async () => (await import("../composer/sync/draft-sync.tsx")).DraftSync;

export interface ComposerAreaProps {
  /** Where the draft belongs; null for the new chat. */
  threadId: () => string | null;
  thread: () => Thread | null;
  workflow: WorkflowChoice;
  conversation: Conversation;
  draft: Draft;
  files: ComposerFiles;
  second: SecondModel;
  mention: Mention;
  /** Whether the chat is temporary: what is written there stays on this device until it is sent. */
  isTemporary: boolean;
  note: string | null;
  onStop: ComposerProps["onStop"];
  onSend: (text: string, attachments?: readonly Attachment[]) => void;
  onRecall: () => void;
  /** Puts the text and files of a message into the composer. */
  onGiveBack: (wording: Wording) => void;
}

/** The composer with what belongs to it: queued messages above, the model below. */
export function ComposerArea(props: ComposerAreaProps): JSX.Element {
  const { t, locale } = useI18n();
  const placeholder = () => {
    const texts = props.workflow.current()?.placeholder;
    return texts ? textIn(texts, locale()) : t("composer.placeholder");
  };
  const chat = useChat();
  // Neither changes while the page is there.
  const { threadId, draft, mention } = untrack(() => ({ ...props }));
  const menu = createComposerMenu({
    threadId,
    draft,
    mention,
    workflow: () => props.workflow.current(),
  });
  const given = { draft, threadId, files: useFiles() };
  const obstacle = createMemo(
    () => props.conversation.obstacle(draft.text().length) ?? props.files.obstacle(),
  );
  return (
    <div class="relative px-3 pt-1 pb-3 sm:px-4">
      <ConnectionStatus />
      {/* A guest has no other device. */}
      <Show when={!props.isTemporary && chat.state().user?.isGuest === false}>
        <Late load={loadDraftSync} given={given} />
      </Show>
      <Waiting conversation={props.conversation} onGiveBack={props.onGiveBack} />
      <Composer
        draft={props.draft}
        placeholder={placeholder()}
        obstacle={obstacle()}
        awaited={props.conversation.awaited()}
        onStop={props.onStop}
        onSend={(text) => props.onSend(text, props.files.loaded()?.uploads.take(props.threadId()))}
        onRecall={props.onRecall}
        note={props.note}
        files={props.files}
        menu={menu}
      />
      <ModelFoot {...props} />
    </div>
  );
}

/** The messages that wait for a reply. */
function Waiting(
  props: Pick<WaitingPanelProps, "onGiveBack"> & { conversation: Conversation },
): JSX.Element {
  const panel = createOnDemand<WaitingPanelProps>(loadWaiting);
  keepLoading(
    panel,
    createMemo(() => props.conversation.awaited() || props.conversation.waiting.ids().length > 0),
  );
  return (
    <Show when={panel.component()}>
      {(component) => (
        <Dynamic
          component={component()}
          waiting={props.conversation.waiting}
          awaited={props.conversation.awaited()}
          onGiveBack={props.onGiveBack}
        />
      )}
    </Show>
  );
}

/** Reserves room for the line with the model's name, which is loaded after the first paint. */
function ModelFoot(
  of: Pick<ComposerAreaProps, "workflow" | "thread" | "conversation" | "second">,
): JSX.Element {
  const given = {
    second: of.second,
    get workflow() {
      return of.workflow.current();
    },
    get thread() {
      return of.thread();
    },
    get reply() {
      return of.conversation.lastReply();
    },
  };
  return (
    <div class="min-h-8 pt-1">
      <Late load={loadModelLine} given={given} />
    </div>
  );
}
