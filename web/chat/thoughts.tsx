import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import type { ReasoningPart } from "../../shared/parts.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useReplyWords } from "./reply-words/reply-words.ts";
import { createClock } from "../ui/clock.ts";
import { Icon } from "../ui/icons.tsx";
import { duration } from "../ui/message-time.ts";
import { lastLine } from "./last-line.ts";

/**
 * A model's reasoning: one line of constant height during and after it, so that nothing below
 * moves; the full text on a click or key press.
 *
 * @param props.children the reasoning, rendered only while it is expanded
 */
export function Thoughts(props: {
  part: ReasoningPart;
  /** Whether the model is reasoning now. */
  live: boolean;
  children: JSX.Element;
}): JSX.Element {
  const { locale } = useI18n();
  const w = useReplyWords();
  const [open, setOpen] = createSignal(false);
  const panelId = createUniqueId();
  const seconds = (until: number) =>
    duration(Math.max(1_000, until - Date.parse(props.part.startedAt)), locale());
  const doneLabel = () =>
    props.part.endedAt === null
      ? w("chat.thoughts")
      : w("chat.thoughtFor", seconds(Date.parse(props.part.endedAt)));
  return (
    <div class="my-1 text-sm text-muted" data-testid="thoughts">
      <button
        type="button"
        class="-ms-1.5 flex max-w-full min-h-8 items-center gap-1.5 rounded-lg px-1.5 hover:text-fg coarse:min-h-11"
        aria-expanded={open()}
        aria-controls={panelId}
        onClick={() => setOpen(!open())}
      >
        <Icon
          name="chevron"
          class={`size-4 shrink-0 ${open() ? "" : "-rotate-90 rtl:rotate-90"}`}
        />
        <span class="shrink-0">
          <Show when={props.live} fallback={doneLabel()}>
            <Thinking since={Date.parse(props.part.startedAt)} />
          </Show>
        </span>
        <Show when={props.live && !open()}>
          <span dir="auto" class="truncate opacity-75" aria-hidden="true">
            {lastLine(props.part.text)}
          </span>
        </Show>
      </button>
      <div id={panelId} hidden={!open()}>
        <Show when={open()}>
          <div class="mt-1 mb-3 border-s-2 border-line ps-3">{props.children}</div>
        </Show>
      </div>
    </div>
  );
}

/** How long the model has been thinking. */
function Thinking(props: { since: number }): JSX.Element {
  const { locale } = useI18n();
  const w = useReplyWords();
  const now = createClock(1_000);
  return <>{w("chat.thinking", duration(Math.max(1_000, now() - props.since), locale()))}</>;
}
