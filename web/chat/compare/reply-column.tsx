import { createMemo, createUniqueId, type JSX, Show } from "solid-js";
import { isUnfinished } from "../../../client/state/selectors.ts";
import type { Message } from "../../../shared/message.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { MenuButton } from "../../ui/menu.tsx";
import { messageTime } from "../../ui/message-time.ts";
import { mayChangeModel } from "../may-change-model.ts";
import type { LoadedComparisonProps } from "./comparison.tsx";
import type { Comparison } from "./create-comparison.ts";
import type { Pair } from "./pair-address.ts";
import { nameOf, placeOf } from "./reply-name.ts";
import { retryModel } from "./retry-model.ts";
import { useCompareWords } from "./words/compare-words.ts";

interface ColumnProps extends LoadedComparisonProps {
  comparison: Comparison;
  side: keyof Pair;
  /** On a narrow screen, one is shown at a time. */
  hidden: boolean;
  message: Message | undefined;
}

/** One of the replies, with what can be done with it. */
export function ReplyColumn(props: ColumnProps): JSX.Element {
  const headingId = createUniqueId();
  const id = createMemo(() => props.message?.id);
  return (
    <section
      aria-labelledby={headingId}
      data-testid="compared"
      data-status={props.message?.generation?.status ?? "queued"}
      hidden={props.hidden}
      class="flex min-h-0 min-w-0 flex-col [&[hidden]]:hidden"
    >
      <ColumnHead {...props} headingId={headingId} />
      <div
        tabindex="0"
        role="group"
        aria-labelledby={headingId}
        class="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-4 max-md:pt-3"
      >
        {/* Keyed, because a reply's element keeps the history of its message. */}
        <Show when={id()} keyed>
          <Show when={props.message}>
            {(message) => <Content {...props} message={message()} />}
          </Show>
        </Show>
      </div>
      <Show when={props.message}>
        {(message) => <ColumnFoot {...props} headingId={headingId} message={message()} />}
      </Show>
    </section>
  );
}

/** The model's name, and the other versions. */
function ColumnHead(props: ColumnProps & { headingId: string }): JSX.Element {
  const w = useCompareWords();
  const { t } = useI18n();
  const name = () => nameOf(props.message, t("chat.assistant"));
  const place = (id: string) => props.comparison.versions().indexOf(id) + 1;
  const count = () => props.comparison.versions().length;
  const options = () => {
    const pair = props.comparison.pair();
    const other = props.side === "left" ? pair?.right : pair?.left;
    return props.comparison
      .versions()
      .filter((id) => id !== other)
      .map((value) => {
        const model = nameOf(props.comparison.message(value), t("chat.assistant"));
        return { value, label: w("compare.version", place(value), count(), model) };
      });
  };
  return (
    <div
      class="flex min-h-12 items-center gap-2 ps-4 pe-2 pt-1"
      // A narrow screen names the reply above, where it is chosen.
      classList={{ "max-md:sr-only": options().length < 2 }}
    >
      <h3 id={props.headingId} class="flex min-w-0 flex-1 items-baseline gap-2">
        <span class="min-w-0 truncate text-sm font-semibold" dir="ltr" title={name()}>
          {name()}
        </span>
        <span class="shrink-0 text-xs text-muted tabular-nums">
          <span aria-hidden="true">{placeOf(props.comparison, props.message)}</span>
          <span class="sr-only">
            {t("chat.sibling.position", place(props.message?.id ?? ""), count())}
          </span>
        </span>
      </h3>
      <Show when={options().length > 1}>
        <MenuButton
          label={w("compare.choose")}
          icon="chevron"
          class="inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11"
          entries={[
            {
              kind: "choice",
              label: w("compare.choose"),
              value: props.message?.id ?? "",
              options: options(),
              choose: (id) => props.comparison.change(props.side, id),
            },
          ]}
        />
      </Show>
    </div>
  );
}

function Content(props: ColumnProps & { message: Message }): JSX.Element {
  const chat = useChat();
  const isLast = createMemo(() => {
    const { id } = props.message;
    return !Object.values(chat.state().messages).some(({ parentId }) => parentId === id);
  });
  const again = () => {
    const { workflow, message, comparison, side } = props;
    const model = message.generation?.model;
    if (!workflow || model === undefined || !mayChangeModel(workflow, message)) return null;
    return { workflow, model, onChoose: (name: string) => comparison.write(side, name) };
  };
  return (
    <props.parts.Reply
      again={again()}
      message={props.message}
      last={isLast()}
      markdown={props.markdown}
      onContinue={(id) => props.comparison.continueReply(id)}
      onRegenerate={() => {
        props.comparison.write(props.side, retryModel(props.message));
      }}
    />
  );
}

function ColumnFoot(props: ColumnProps & { headingId: string; message: Message }): JSX.Element {
  const w = useCompareWords();
  const { t, locale } = useI18n();
  const live = () => {
    const { generation } = props.message;
    return isUnfinished(props.message) && generation ? generation : null;
  };
  return (
    <div class="flex flex-wrap items-center gap-1 border-t border-line px-3 py-2">
      <Button
        look="primary"
        icon="check"
        aria-describedby={props.headingId}
        onClick={() => props.comparison.keep(props.message.id)}
      >
        {w("compare.keep")}
      </Button>
      <Show when={live()}>
        {(generation) => (
          <Button
            icon="stop"
            aria-describedby={props.headingId}
            onClick={() => props.comparison.stop(generation().id)}
          >
            {t("composer.stop")}
          </Button>
        )}
      </Show>
      <Show when={props.message.text !== ""}>
        <props.parts.CopyButton text={props.message.text} />
      </Show>
      <span class="ms-auto flex items-center gap-2 px-1 text-xs text-muted">
        <Show
          when={isUnfinished(props.message)}
          fallback={
            <time datetime={props.message.createdAt}>
              {messageTime(props.message.createdAt, new Date(), locale())}
            </time>
          }
        >
          <span>
            {props.message.generation?.status === "running"
              ? w("compare.writing")
              : w("compare.waiting")}
          </span>
        </Show>
      </span>
    </div>
  );
}
