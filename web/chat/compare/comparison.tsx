import * as KobalteDialog from "@kobalte/core/dialog";
import { type Component, createSignal, For, type JSX, Show } from "solid-js";
import type { Workflow } from "../../../shared/workflow.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import type { MarkdownProps } from "../../markdown/markdown.tsx";
import { ModelButton } from "../../models/model-button.tsx";
import { ownOption } from "../../models/own-model.ts";
import { useChat } from "../../state/chat.ts";
import { createMediaQuery } from "../../state/media-query.ts";
import { focusComposer } from "../../ui/focus-composer.ts";
import { Icon } from "../../ui/icons.tsx";
import type { Conversation } from "../conversation.ts";
import type * as TurnsPart from "../turns-part.ts";
import { type Comparison as Comparing, createComparison } from "./create-comparison.ts";
import { PairRegion } from "./pair-region.tsx";
import type { Pair } from "./pair-address.ts";
import { ReplyColumn } from "./reply-column.tsx";
import { nameOf, placeOf } from "./reply-name.ts";
import { useCompareWords } from "./words/compare-words.ts";

export interface ComparisonProps {
  threadId: string;
  conversation: Conversation;
  /** Null until known. */
  workflow: Workflow | null;
  markdown: Component<MarkdownProps> | undefined;
}

/** The props together with what is loaded with the messages, and so is not imported. */
export interface LoadedComparisonProps extends ComparisonProps {
  parts: Pick<typeof TurnsPart, "CopyButton" | "Reply" | "UnsentReason">;
}

const sides = ["left", "right"] as const satisfies readonly (keyof Pair)[];

/** Two replies to the same message side by side, over the page. */
export function Comparison(props: LoadedComparisonProps): JSX.Element {
  const comparison = createComparison({
    conversation: props.conversation,
    threadId: () => props.threadId,
  });
  const isOpen = () => comparison.pair() !== null;
  return (
    <Show when={isOpen()}>
      <CompareDialog {...props} comparison={comparison} />
    </Show>
  );
}

function CompareDialog(props: LoadedComparisonProps & { comparison: Comparing }): JSX.Element {
  const w = useCompareWords();
  const { t } = useI18n();
  const chat = useChat();
  const isNarrow = createMediaQuery("(max-width: 47.99rem)");
  const [shown, setShown] = createSignal<keyof Pair>("right");
  const message = (side: keyof Pair) =>
    props.comparison.message(props.comparison.pair()?.[side] ?? "");
  const question = () => props.conversation.message(message("left")?.parentId ?? "")?.text ?? "";
  const entry = () =>
    chat.threadState().outbox.find(({ replyId }) => replyId === props.comparison.pair()?.left);
  const opener = message("left")?.id;

  return (
    <KobalteDialog.Root open onOpenChange={(open) => open || props.comparison.leave()}>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class="fixed inset-0 z-30 bg-scrim" />
        <KobalteDialog.Content
          data-testid="comparison"
          class="fixed inset-0 z-30 flex flex-col overflow-hidden bg-bg text-fg outline-none md:inset-4 md:rounded-2xl md:border md:border-line md:shadow-float"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.target instanceof HTMLElement) event.target.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus(opener);
          }}
        >
          <header class="flex items-center gap-1 border-b border-line ps-4 pe-2">
            <KobalteDialog.Title class="min-w-0 flex-1 truncate py-2.5 font-semibold">
              {w("compare.title")}
            </KobalteDialog.Title>
            <AnotherModel
              {...props}
              sent={entry() === undefined}
              model={message("left")?.generation?.model ?? ""}
            />
            <KobalteDialog.CloseButton
              aria-label={t("app.close")}
              title={t("app.close")}
              class="flex size-9 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11"
            >
              <Icon name="close" />
            </KobalteDialog.CloseButton>
          </header>
          <Show when={question()}>
            <section aria-label={w("compare.question")} class="border-b border-line px-4 py-2">
              <p class="line-clamp-2 text-sm wrap-anywhere text-muted [unicode-bidi:plaintext]">
                {question()}
              </p>
            </section>
          </Show>
          <Show when={entry()}>
            {(unsent) => (
              <p class="px-4 py-2 text-sm empty:hidden">
                <props.parts.UnsentReason entry={unsent()} />
              </p>
            )}
          </Show>
          <Show when={isNarrow()}>
            <Choice
              shown={shown()}
              nameOf={(side) => nameOf(message(side), t("chat.assistant"))}
              placeOf={(side) => placeOf(props.comparison, message(side))}
              onChoose={setShown}
            />
          </Show>
          <Show when={props.comparison.problem()}>
            {(problem) => (
              <p role="alert" class="bg-danger-bg px-4 py-2 text-sm text-danger">
                {problem()}
              </p>
            )}
          </Show>
          <div class="grid min-h-0 flex-1 divide-line max-md:grid-cols-1 md:grid-cols-2 md:divide-x">
            <For each={sides}>
              {(side) => (
                <ReplyColumn
                  {...props}
                  side={side}
                  hidden={isNarrow() && shown() !== side}
                  message={message(side)}
                />
              )}
            </For>
          </div>
          <PairRegion replies={sides.map(message)} />
        </KobalteDialog.Content>
      </KobalteDialog.Portal>
    </KobalteDialog.Root>
  );
}

/** The button that opened the comparison may be gone with its message. */
function returnFocus(messageId: string | undefined): void {
  const row = document.querySelector(`[data-message-id="${messageId ?? ""}"]`);
  const button = row?.querySelector<HTMLElement>("[data-compare] button");
  if (button) button.focus();
  else focusComposer();
}

/** Has another model write a version. Not while messages wait, because the version would send them. */
function AnotherModel(
  props: ComparisonProps & { comparison: Comparing; sent: boolean; model: string },
): JSX.Element {
  const w = useCompareWords();
  const isOffered = () =>
    props.sent && props.workflow?.choosesModel && props.conversation.waiting.ids().length === 0;
  return (
    <Show when={isOffered() && props.workflow}>
      {(workflow) => (
        <ModelButton
          label={w("compare.another")}
          title={w("compare.another")}
          workflowId={workflow().id}
          own={ownOption(workflow())}
          chosen={props.model}
          onChoose={(model) => props.comparison.write("right", model)}
          class="flex min-h-9 shrink-0 items-center gap-1 rounded-lg px-2 text-sm text-muted hover:bg-hover hover:text-fg coarse:min-h-11"
        >
          <span class="max-sm:hidden">{w("compare.another")}</span>
          <Icon name="regenerate" class="size-4 sm:hidden" />
          <Icon name="chevron" class="size-4" />
        </ModelButton>
      )}
    </Show>
  );
}

/** On a narrow screen, which of the two is shown. */
function Choice(props: {
  shown: keyof Pair;
  nameOf: (side: keyof Pair) => string;
  placeOf: (side: keyof Pair) => string;
  onChoose: (side: keyof Pair) => void;
}): JSX.Element {
  const w = useCompareWords();
  return (
    <div
      role="group"
      aria-label={w("compare.shown")}
      class="grid grid-cols-2 gap-1 border-b border-line p-1"
    >
      <For each={sides}>
        {(side) => (
          <button
            type="button"
            aria-pressed={props.shown === side}
            class="flex min-h-9 items-baseline justify-center gap-1.5 rounded-lg px-2 py-1.5 text-sm text-muted coarse:min-h-11 coarse:py-2.5"
            classList={{ "bg-hover font-medium text-fg": props.shown === side }}
            onClick={() => props.onChoose(side)}
          >
            <span class="min-w-0 truncate" dir="ltr">
              {props.nameOf(side)}
            </span>
            <span class="text-xs tabular-nums">{props.placeOf(side)}</span>
          </button>
        )}
      </For>
    </div>
  );
}
