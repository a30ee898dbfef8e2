import {
  type Component,
  createEffect,
  createMemo,
  type JSX,
  Match,
  onMount,
  Show,
  Switch,
} from "solid-js";
import { Dynamic } from "solid-js/web";
import { useI18n } from "../i18n/i18n.tsx";
import type { MarkdownProps } from "../markdown/markdown.tsx";
import { useChat } from "../state/chat.ts";
import { Icon } from "../ui/icons.tsx";
import { Late } from "../ui/late.tsx";
import type { Conversation } from "./conversation.ts";
import { createOnDemand, keepLoading } from "../ui/on-demand.ts";
import type { LateScroll } from "./late-scroll.ts";
import { loadTurns } from "./load-turns.ts";
import type { MessageProps } from "./message.tsx";
import { LoadFailed, Missing, ThreadSkeleton } from "./notices.tsx";
import type { TurnListProps } from "./turn-list.tsx";

const loadOlderMessages = async () => (await import("./older-messages.tsx")).OlderMessages;

const loadNotKept = async () => (await import("../offline/not-kept.tsx")).NotKept;

const loadSourceLine = async () => (await import("./more/source-line.tsx")).SourceLine;

export interface ConversationViewProps {
  threadId: string | null;
  /** Shown instead of messages in a new chat. */
  welcome: JSX.Element;
  conversation: Conversation;
  scroll: LateScroll;
  roomy: boolean;
  markdown: Component<MarkdownProps> | undefined;
  /** The headings of messages, one below what is above the conversation. */
  heading: MessageProps["heading"];
  /** The assistant; null where only its own model may reply, and until it is known. */
  workflow: MessageProps["workflow"];
  onRegenerate: MessageProps["onRegenerate"];
  onContinue: (messageId: string) => void;
  onFeedback: MessageProps["onFeedback"];
  edits: MessageProps["edits"];
  onDiscard: (messageId: string) => void;
}

/** The scrolling part of the page: the messages, or a placeholder. */
export function ConversationView(props: ConversationViewProps): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  let scroller: HTMLElement | undefined;
  let content: HTMLDivElement | undefined;
  /** An action that removes its own button would take the focus with it. */
  const keepFocus = () => scroller?.focus({ preventScroll: true });
  const load = () => chat.state().loads[props.threadId ?? ""];
  const source = () => chat.threadState().threads[props.threadId ?? ""]?.source;
  const hasMessages = () => props.conversation.turnKeys().length > 0;

  // Not part of the first load: an empty chat shows none.
  const turns = createOnDemand<TurnListProps>(async () => {
    const part = await loadTurns();
    props.scroll.start(part.createFollowScroll);
    return part.TurnList;
  });
  keepLoading(turns);

  const shown = createMemo(() => (hasMessages() && turns.component() ? props.threadId : null));
  createEffect(() => shown() !== null && props.scroll.catchUp());

  onMount(() => {
    if (scroller && content) props.scroll.attach(scroller, content);
  });

  return (
    <div class="relative min-h-0 flex-1">
      <section
        ref={scroller}
        class="scroller h-full"
        aria-label={t("chat.messages")}
        tabindex="0"
        data-scroller
      >
        <div
          ref={content}
          class="min-h-full [&>*:only-child]:min-h-full"
          classList={{ "h-full": !hasMessages() }}
        >
          <Switch fallback={<ThreadSkeleton />}>
            <Match when={props.threadId === null}>{props.welcome}</Match>
            <Match when={load()?.status === "missing"}>
              <Missing title={t("thread.missing")} hint={t("thread.missing.hint")} />
            </Match>
            <Match when={hasMessages() && turns.component()}>
              {(component) => (
                <div class="mx-auto w-full max-w-measure px-4 pb-6">
                  <Show when={!load()?.olderCursor && source()}>
                    {(from) => <Late load={loadSourceLine} given={{ source: from() }} />}
                  </Show>
                  <Show when={load()?.olderCursor ? props.threadId : null}>
                    {(threadId) => (
                      <Late
                        load={loadOlderMessages}
                        given={{
                          threadId: threadId(),
                          get ready() {
                            return props.conversation.whole();
                          },
                        }}
                      />
                    )}
                  </Show>
                  <Dynamic
                    component={component()}
                    conversation={props.conversation}
                    roomy={props.roomy}
                    markdown={props.markdown}
                    workflow={props.workflow}
                    onRegenerate={(id, how) => {
                      keepFocus();
                      props.onRegenerate(id, how);
                    }}
                    onContinue={(id) => {
                      keepFocus();
                      props.onContinue(id);
                    }}
                    heading={props.heading}
                    onFeedback={props.onFeedback}
                    edits={props.edits}
                    onDiscard={(id) => props.onDiscard(id)}
                  />
                </div>
              )}
            </Match>
            <Match when={load()?.status === "away"}>
              <Late load={loadNotKept} given={{}} />
            </Match>
            <Match when={load()?.status === "failed" ? props.threadId : null}>
              {(threadId) => <LoadFailed onRetry={() => void chat.store.openThread(threadId())} />}
            </Match>
          </Switch>
        </div>
      </section>
      <Show when={props.scroll.offersJump()}>
        <button
          type="button"
          aria-label={t("chat.jump")}
          title={t("chat.jump")}
          class="absolute inset-x-0 bottom-3 mx-auto flex size-10 items-center justify-center rounded-full border border-line bg-bg text-fg shadow-float hover:bg-hover coarse:size-11"
          onClick={() => props.scroll.jump()}
        >
          <Icon name="down" />
        </button>
      </Show>
    </div>
  );
}
