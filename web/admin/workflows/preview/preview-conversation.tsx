import { completeTexts } from "../../../../shared/complete-texts.ts";
import { createEffect, createMemo, createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Wording } from "../../../../client/types.ts";
import { textIn } from "../../../../shared/text-in.ts";
import type { Attachment } from "../../../../shared/attachment.ts";
import { useFiles } from "../../../attachments/files.ts";
import { ConversationView } from "../../../chat/conversation-view.tsx";
import { createConversation } from "../../../chat/conversation.ts";
import { createLateScroll } from "../../../chat/late-scroll.ts";
import { LiveRegion } from "../../../chat/live-region.tsx";
import { loadWaiting } from "../../../chat/load-waiting.ts";
import { createReplyControls } from "../../../chat/reply-controls.ts";
import type { WaitingPanelProps } from "../../../chat/waiting-panel.tsx";
import { Composer } from "../../../composer/composer.tsx";
import { joinTexts } from "../../../composer/draft.ts";
import { ConnectionStatus } from "../../../connection/connection-status.tsx";
import { loadMarkdown } from "../../../markdown/load-markdown.tsx";
import type { MarkdownProps } from "../../../markdown/markdown.tsx";
import { useChat } from "../../../state/chat.ts";
import { Button } from "../../../ui/button.tsx";
import { focusComposer } from "../../../ui/focus-composer.ts";
import { createOnDemand, keepLoading } from "../../../ui/on-demand.ts";
import { useEditor } from "../editor-context.ts";
import type { PreviewChat } from "./preview-chat.ts";
import { createPreviewComposerFiles } from "./preview-files.ts";
import { PreviewWelcome } from "./preview-welcome.tsx";
import { VariableFields, type Variables } from "./variable-fields.tsx";

export interface PreviewConversationProps {
  workflowId: string;
  preview: PreviewChat;
  variables: Variables;
  unsaved: boolean;
}

/** The conversation of the preview. Needs the providers of its chat and files. */
export function PreviewConversation(props: PreviewConversationProps): JSX.Element {
  const { draft, locale, w } = useEditor();
  const chat = useChat();
  const allFiles = useFiles();
  const [threadId, setThreadId] = createSignal<string | null>(null);
  const [text, write] = createSignal("");
  /** Whether the last turn was just sent and keeps room for its reply. */
  const [roomy, setRoomy] = createSignal(false);
  const conversation = createConversation(chat, threadId);
  const scroll = createLateScroll(() => conversation.turnKeys()[0]);
  const room = () => ({ ...draft().fileUpload, workflowId: props.workflowId });
  const files = createPreviewComposerFiles(room, () => props.preview.prepare());
  let section: HTMLElement | undefined;
  const replies = createReplyControls(
    conversation,
    ({ target }) => target instanceof Node && section?.contains(target) === true,
  );
  const markdown = createOnDemand<MarkdownProps>(loadMarkdown);
  const waiting = createOnDemand<WaitingPanelProps>(loadWaiting);
  const needsParts = createMemo(() => threadId() !== null);
  keepLoading(markdown, needsParts);
  keepLoading(waiting, needsParts);
  // The clean-up or another tab has deleted the chat.
  createEffect(() => {
    if (chat.threadState().loads[threadId() ?? ""]?.status === "missing") begin();
  });

  function begin(): void {
    setThreadId(null);
    setRoomy(false);
    scroll.restart();
  }

  function giveBack(wording: Wording): void {
    write((present) => joinTexts(wording.text, present));
    allFiles.giveBack(null, { files: wording.attachments, workflowId: props.workflowId });
  }

  function send(words: string, attachments: readonly Attachment[] = []): void {
    const waits = conversation.awaited();
    const first = threadId() === null ? { workflowId: props.workflowId } : {};
    const said = conversation.say({ text: words, attachments }, first);
    if (waits) return;
    setThreadId(said.threadId);
    setRoomy(true);
    scroll.jump();
  }

  function regenerate(messageId: string): void {
    setRoomy(true);
    replies.regenerate(messageId);
    scroll.jump();
  }

  function discard(messageId: string): void {
    const wording = chat.store.discard(messageId);
    if (wording) giveBack(wording);
    if (conversation.turnKeys().length === 0) begin();
    focusComposer();
  }

  function startOver(): void {
    const id = threadId();
    begin();
    if (id !== null) props.preview.startOver(id);
  }

  return (
    <Frame
      ref={(element) => (section = element)}
      onStartOver={threadId() === null ? null : startOver}
    >
      <ConversationView
        threadId={threadId()}
        welcome={<PreviewWelcome onStart={(prompt) => send(prompt)} />}
        conversation={conversation}
        scroll={scroll}
        roomy={roomy()}
        markdown={markdown.component()}
        heading="h3"
        workflow={null}
        onRegenerate={regenerate}
        onContinue={replies.continueReply}
        onFeedback={null}
        edits={null}
        onDiscard={discard}
      />
      <div class="relative flex max-h-1/2 flex-col border-t border-line">
        <ConnectionStatus />
        <div class="min-h-0 overflow-y-auto p-3">
          <VariableFields variables={props.variables} />
          <Show when={waiting.component()}>
            {(component) => (
              <Dynamic
                component={component()}
                waiting={conversation.waiting}
                awaited={conversation.awaited()}
                onGiveBack={giveBack}
              />
            )}
          </Show>
          <Composer
            draft={{ text, write }}
            placeholder={textIn(completeTexts(draft()).placeholder, locale())}
            obstacle={conversation.obstacle(text().length) ?? files.obstacle()}
            awaited={conversation.awaited()}
            onStop={replies.stop()}
            onSend={(words) => send(words, files.loaded()?.uploads.take(null))}
            note={props.unsaved ? w("preview.unsaved") : null}
            files={files}
          />
        </div>
      </div>
      <LiveRegion reply={conversation.lastReply()} isCopy={false} />
    </Frame>
  );
}

/** The section around the conversation, with its title and Start over. */
function Frame(props: {
  ref: (section: HTMLElement) => void;
  /** Null while there is nothing to delete. */
  onStartOver: (() => void) | null;
  children: JSX.Element;
}): JSX.Element {
  const { w } = useEditor();
  const titleId = createUniqueId();
  return (
    <section
      ref={(element) => props.ref(element)}
      id="preview"
      tabindex="-1"
      aria-labelledby={titleId}
      class="flex h-[85dvh] min-h-96 flex-col outline-none lg:h-full lg:min-h-0"
    >
      <div class="flex items-start justify-between gap-3 border-b border-line px-4 py-3">
        <div class="min-w-0">
          <h2 id={titleId} class="font-semibold">
            {w("preview.title")}
          </h2>
          <p class="text-sm text-muted">{w("preview.hint")}</p>
        </div>
        <Button
          icon="regenerate"
          class="shrink-0"
          disabled={props.onStartOver === null}
          onClick={() => props.onStartOver?.()}
        >
          {w("preview.startOver")}
        </Button>
      </div>
      {props.children}
    </section>
  );
}
