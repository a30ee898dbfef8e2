import { createEffect, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { growingText } from "./growing-text.ts";
import { useMarkdown } from "./services.ts";

/** Longest code to highlight, in UTF-16 code units: an idle task manages it in well under 50 ms. */
const maxHighlighted = 16_000;

/** How long the button shows that it has copied, in milliseconds. */
const copiedMs = 2_000;

/** A code block with its language and a copy button. It is highlighted once it is finished. */
export function CodeBlock(props: {
  language: string;
  text: string;
  finished: boolean;
}): JSX.Element {
  const { labels } = useMarkdown();
  const coloured = useHighlight(props);
  const plain = growingText(() => props.text);
  const name = () => (props.language === "" ? labels.code : `${labels.code}: ${props.language}`);
  return (
    <div class="md-code">
      <div class="md-code-head">
        <span class="md-code-language">{props.language}</span>
        <CopyButton text={props.text} />
      </div>
      <pre tabindex={0} role="group" aria-label={name()}>
        <code>{coloured() ?? plain}</code>
      </pre>
    </div>
  );
}

function useHighlight(props: {
  language: string;
  text: string;
  finished: boolean;
}): () => Node[] | null {
  const { services } = useMarkdown();
  const [coloured, setColoured] = createSignal<Node[] | null>(null);
  createEffect(() => {
    const { text, language } = props;
    setColoured(null);
    if (!props.finished || language === "" || text.length > maxHighlighted) return;
    let current = true;
    onCleanup(() => {
      current = false;
    });
    services.highlight(text, language).then(
      (nodes) => current && setColoured(nodes),
      // Code without highlighting is still correct, so a chunk that fails to load is no error.
      () => undefined,
    );
  });
  return coloured;
}

function CopyButton(props: { text: string }): JSX.Element {
  const { labels, services } = useMarkdown();
  const [copied, setCopied] = createSignal(false);
  createEffect(() => {
    if (!copied()) return;
    const timer = setTimeout(() => setCopied(false), copiedMs);
    onCleanup(() => clearTimeout(timer));
  });
  const copy = async () => setCopied(await services.copy(props.text));
  return (
    <button
      type="button"
      class="md-copy"
      aria-label={copied() ? labels.copied : labels.copy}
      onClick={copy}
    >
      <svg
        viewBox="0 0 16 16"
        width="16"
        height="16"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
      >
        <Show
          when={copied()}
          fallback={<path d="M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z" stroke-linejoin="round" />}
        >
          <path d="m3 8.5 3.5 3.5L13 4.5" stroke-linecap="round" stroke-linejoin="round" />
        </Show>
      </svg>
    </button>
  );
}
