import { type Component, Index, type JSX, Show } from "solid-js";
import { partsOf } from "../../shared/apply-part-event.ts";
import type { Message } from "../../shared/message.ts";
import type { Part, ReasoningPart } from "../../shared/parts.ts";
import type { MarkdownProps } from "../markdown/markdown.tsx";
import { Late } from "../ui/late.tsx";
import { ReplyText } from "./reply-text.tsx";

export interface ReplyContentProps {
  message: Message;
  /** Whether more may follow. */
  live: boolean;
  /** Whether the reply ended early, perhaps in the middle of markup. */
  cut: boolean;
  /** Undefined until its code is loaded; until then the text is shown plain. */
  markdown: Component<MarkdownProps> | undefined;
  standsPlain?: boolean;
}

/** A reply's parts in order. */
export function ReplyContent(props: ReplyContentProps): JSX.Element {
  const parts = () => partsOf(props.message);
  return (
    <Index each={parts()}>
      {(part, index) => (
        <PartView
          {...props}
          part={part()}
          // Only the last part can grow, or end early.
          live={props.live && index === parts().length - 1}
          cut={props.cut && index === parts().length - 1}
        />
      )}
    </Index>
  );
}

function PartView(props: ReplyContentProps & { part: Part }): JSX.Element {
  return (
    <Show when={asReasoning(props.part)} fallback={<Words {...props} part={props.part} />}>
      {(part) => (
        // As high as the line, so that nothing moves when its code comes.
        <div class="flow-root min-h-10">
          <Late
            load={loadThoughts}
            given={{
              get part() {
                return part();
              },
              get live() {
                return props.live && part().endedAt === null;
              },
              get children() {
                return <Words {...props} part={props.part} />;
              },
            }}
          />
        </div>
      )}
    </Show>
  );
}

/** The text of a part, whose elements stay while it grows. */
function Words(props: ReplyContentProps & { part: Part }): JSX.Element {
  return (
    <>
      <Show when={isWords(props.part)}>
        <ReplyText
          text={"text" in props.part ? props.part.text : ""}
          live={props.live}
          cut={props.cut}
          markdown={props.markdown}
          standsPlain={props.standsPlain ?? false}
        />
      </Show>
      <Show when={!isWords(props.part)}>
        <Late load={loadNotice} given={{ part: props.part }} />
      </Show>
    </>
  );
}

function asReasoning(part: Part): ReasoningPart | null {
  return part.kind === "reasoning" ? part : null;
}

const loadThoughts = async () => (await import("./thoughts.tsx")).Thoughts;

const loadNotice = async () => (await import("./model-view/reply-notice.tsx")).ReplyNotice;

function isWords({ kind }: Part): boolean {
  return kind === "text" || kind === "reasoning";
}
