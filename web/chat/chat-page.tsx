import { useLocation, useNavigate, useParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, type JSX, on, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { threadById } from "../../client/state/selectors.ts";
import type { Wording } from "../../client/types.ts";
import type { Attachment } from "../../shared/attachment.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { createComposerFiles } from "../attachments/composer-files.ts";
import { useFiles } from "../attachments/files.ts";
import { createIncomingFiles } from "../attachments/incoming-files.ts";
import { createDraft, joinTexts, useDrafts } from "../composer/draft.ts";
import { createMention } from "../suggestions/mention.ts";
import { Late } from "../ui/late.tsx";
import { focusComposer } from "../ui/focus-composer.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { loadMarkdown } from "../markdown/load-markdown.tsx";
import type { MarkdownProps } from "../markdown/markdown.tsx";
import { useChat } from "../state/chat.ts";
import { createOnDemand, keepLoading, type OnDemand } from "../ui/on-demand.ts";
import { ComposerArea } from "./composer-area.tsx";
import { ConversationView } from "./conversation-view.tsx";
import { createThreadNames } from "./thread-names.ts";
import { Welcome, WelcomeSkeleton } from "./welcome.tsx";
import { createPageTitle } from "./page-title.ts";
import { createEdits } from "./editing/edits.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import { createLateScroll } from "./late-scroll.ts";
import { addressOf } from "./compare/pair-address.ts";
import { createSecondModel } from "./compare/second-model.ts";
import { createOpenRestored } from "./open-restored.ts";
import { createRescue } from "./rescue-writing.ts";
import type { ReplyAidsProps } from "./reply-aids.tsx";
import { ChatLabels } from "./chat-labels.tsx";
import { createProjectOf } from "./project-of.ts";
import { createTemporaryChat } from "./temporary/temporary-chat.ts";
import { TemporaryHead } from "./temporary/temporary-head.tsx";
import { choicesOf, roomOf } from "./page-choices.ts";
import { createWorkflowChoice, type WorkflowChoice } from "./workflow-choice.ts";
import { createReplyControls } from "./reply-controls.ts";

const loadWorkflowMenu = async () => (await import("./workflow-menu.tsx")).WorkflowMenu;
const loadReplyAids = async () => (await import("./reply-aids.tsx")).ReplyAids;
const loadFoundMessage = async () => (await import("./found-message.tsx")).FoundMessage;

/** The props of a part that is loaded later, so they stay reactive. */
function aidsOf(of: {
  conversation: Conversation;
  target: () => string | null;
  workflow: WorkflowChoice;
  markdown: OnDemand<MarkdownProps>;
}): ReplyAidsProps {
  return {
    conversation: of.conversation,
    get threadId() {
      return of.target();
    },
    get workflow() {
      return of.workflow.current();
    },
    get markdown() {
      return of.markdown.component();
    },
  };
}

/** A conversation, or the start of one. The component stays when the thread changes. */
export function ChatPage(): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const navigate = useNavigate();
  const params = useParams();
  const location = useLocation();
  const threadId = () => params["threadId"] ?? null;
  const isMissing = createMemo(
    () => chat.threadState().loads[threadId() ?? ""]?.status === "missing",
  );
  /** Where text belongs: beside a missing thread, to the new chat. */
  const target = createMemo(() => (isMissing() ? null : threadId()));
  const drafts = useDrafts();
  const draft = createDraft(drafts, target);
  const rescue = createRescue({ threadId, isMissing, draft, giveBack: giveToNewChat });
  const thread = () => threadById(chat.threadState(), target() ?? "");
  const workflow = createWorkflowChoice(chat.workflows, drafts, () =>
    target() === null ? null : (thread()?.workflowId ?? ""),
  );
  const projectId = createProjectOf(target, thread);
  const conversation = createConversation(chat, target);
  const allFiles = useFiles();
  const files = createComposerFiles(
    target,
    createMemo(() => roomOf(workflow.current(), thread())),
  );
  const dragging = createIncomingFiles(files);
  const scroll = createLateScroll(() => conversation.turnKeys()[0]);
  const replies = createReplyControls(conversation);
  const second = createSecondModel(conversation, target);
  const mention = createMention(drafts, target, chat.workflows);
  const markdown = createOnDemand<MarkdownProps>(loadMarkdown);
  /** The thread whose last turn was sent from here and reserves room for its reply. */
  const [roomyThread, setRoomyThread] = createSignal<string | null>(null);
  const { title, named } = createThreadNames(chat, thread);
  const { isTemporary } = createTemporaryChat(target, thread);

  // An admin may come from a page that changes assistants or models.
  if (chat.workflows()) chat.refreshWorkflows();

  // Not needed on the empty page: loaded with the first character, or with a thread.
  const needsMarkdown = createMemo(() => threadId() !== null || draft.text() !== "");
  keepLoading(markdown, needsMarkdown);
  createPageTitle(title);
  createEffect(
    on(threadId, (id) => {
      // Focus opens the keyboard of a touch screen. Firefox reports no pointer at all without a mouse.
      if (!matchMedia("(pointer: coarse)").matches) focusComposer();
      // A thread that was just sent from here is already loading, and scrolled.
      if (id !== null && id === roomyThread()) return;
      setRoomyThread(null);
      scroll.restart();
      if (id !== null) void chat.store.openThread(id);
    }),
  );
  createOpenRestored(threadId, isMissing);

  function giveBack(wording: Wording, workflowId = files.room()?.workflowId): void {
    draft.giveBack(wording.text);
    mention.giveBack(wording.answerBy);
    allFiles.giveBack(target(), { files: wording.attachments, workflowId });
  }

  function giveToNewChat({ text, attachments }: Wording): void {
    if (target() === null) draft.giveBack(text);
    else drafts.write(null, joinTexts(text, drafts.read(null)));
    allFiles.giveBack(null, { files: attachments });
  }

  function note(): string | null {
    if (isTemporary()) return t("chat.temporary");
    const isShown = rescue.hasDraft() && target() === null && (draft.text() !== "" || files.any());
    return isShown ? t("composer.rescued") : null;
  }

  function send(text: string, attachments: readonly Attachment[] = []): void {
    const waits = conversation.awaited();
    const isNew = target() === null;
    const compareWith = second.take();
    const begun = { projectId: projectId(), temporary: isTemporary(), ...named(text, attachments) };
    const first = isNew ? { ...choicesOf(workflow, drafts), ...begun } : {};
    const choices = { ...first, compareWith, answerBy: mention.take() };
    const sent = conversation.say({ text, attachments }, choices);
    if (isNew) rescue.forget();
    // A queued message appears above the composer, so the conversation stays where it is.
    if (waits) return;
    setRoomyThread(sent.threadId);
    if (isNew || compareWith)
      navigate(addressOf(sent), { replace: isNew, state: { comparing: !isNew } });
    scroll.jump();
  }

  /** Starts a reply in the thread on the screen, and keeps room for it. */
  function startReply(start: () => void): void {
    setRoomyThread(threadId());
    start();
    scroll.jump();
  }
  const edits = createEdits(target, { room: files.room, conversation, startReply });

  function discard(messageId: string): void {
    giveBack(chat.store.discard(messageId) ?? { text: "", attachments: [] });
    if (conversation.turnKeys().length === 0) {
      // The thread is gone: its unsent text goes to the new chat.
      draft.moveTo(null);
      allFiles.move(threadId(), null);
      navigate("/", { replace: true });
    }
    focusComposer();
  }

  return (
    <>
      <PageHeader title={title() ?? t("app.newChat")} heading={target() !== null}>
        <TemporaryHead target={target()} isTemporary={isTemporary()} />
        <ChatLabels projectId={projectId} thread={thread} />
        <Show when={workflow.all().length > 1}>
          <Late
            load={loadWorkflowMenu}
            given={{ choice: workflow, isFixed: () => target() !== null }}
          />
        </Show>
      </PageHeader>
      <ConversationView
        threadId={threadId()}
        welcome={
          <Show when={workflow.current()} fallback={<WelcomeSkeleton />}>
            {(present) => <Welcome workflow={present()} onStart={send} draft={draft} />}
          </Show>
        }
        conversation={conversation}
        scroll={scroll}
        roomy={roomyThread() !== null}
        markdown={markdown.component()}
        heading="h2"
        workflow={workflow.current()}
        onRegenerate={(id, how) => startReply(() => replies.regenerate(id, how))}
        onContinue={replies.continueReply}
        onFeedback={replies.giveFeedback}
        edits={edits}
        onDiscard={discard}
      />
      <Show when={dragging() && files.loaded()}>
        {(loaded) => <Dynamic component={loaded().part.DropArea} />}
      </Show>
      <Late load={loadReplyAids} given={aidsOf({ conversation, target, workflow, markdown })} />
      <Show when={location.query["message"] && threadId()}>
        <Late load={loadFoundMessage} given={{ conversation, scroll }} />
      </Show>
      <ComposerArea
        threadId={target}
        thread={thread}
        workflow={workflow}
        conversation={conversation}
        draft={draft}
        files={files}
        second={second}
        mention={mention}
        isTemporary={isTemporary()}
        note={note()}
        onStop={replies.stop()}
        onSend={send}
        onRecall={edits.recall}
        onGiveBack={giveBack}
      />
    </>
  );
}
