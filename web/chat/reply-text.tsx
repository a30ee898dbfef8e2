import { type Component, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { MarkdownProps } from "../markdown/markdown.tsx";

/** The assistant's text so far; renders nothing while it is empty. */
export function ReplyText(props: {
  text: string;
  /** Whether more may follow. */
  live: boolean;
  /** Whether the text ends early, perhaps in the middle of markup. */
  cut: boolean;
  /** Undefined until its code is loaded; until then the text is shown plain. */
  markdown: Component<MarkdownProps> | undefined;
  standsPlain?: boolean;
}): JSX.Element {
  return (
    <Show when={props.text !== ""}>
      <div class="min-w-0 wrap-anywhere">
        <Show when={props.markdown} fallback={<p class="whitespace-pre-wrap">{props.text}</p>}>
          {(markdown) => (
            <Dynamic
              component={markdown()}
              text={props.text}
              live={props.live}
              cut={props.cut}
              standsPlain={props.standsPlain ?? false}
            />
          )}
        </Show>
      </div>
    </Show>
  );
}
