import { type Component, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useI18n } from "../i18n/i18n.tsx";
import type { MarkdownProps } from "../markdown/markdown.tsx";

/** What the assistant has said so far; nothing while that is nothing. */
export function ReplyText(props: {
  text: string;
  /** Whether there may be more. */
  live: boolean;
  /** Undefined until its code is here; the text is shown plain so long. */
  markdown: Component<MarkdownProps> | undefined;
  standsPlain?: boolean;
}): JSX.Element {
  const { t } = useI18n();
  return (
    <Show when={props.text !== ""}>
      <div class="min-w-0 wrap-anywhere">
        <Show when={props.markdown} fallback={<p class="whitespace-pre-wrap">{props.text}</p>}>
          {(markdown) => (
            <Dynamic
              component={markdown()}
              text={props.text}
              live={props.live}
              standsPlain={props.standsPlain ?? false}
              labels={{
                copy: t("markdown.copy"),
                copied: t("chat.copied"),
                code: t("markdown.code"),
                table: t("markdown.table"),
                formula: t("markdown.formula"),
              }}
            />
          )}
        </Show>
      </div>
    </Show>
  );
}
