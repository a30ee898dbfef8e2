import { createMemo, createSignal, createUniqueId, type JSX, Show, untrack } from "solid-js";
import { ArtifactButton } from "./artifact-button.tsx";
import { BlockIcon } from "./block-icon.tsx";
import { CopyButton } from "./copy-button.tsx";
import { languageName } from "./language-names.ts";
import { fillWithCode } from "./live-colours.ts";
import { useMarkdown } from "./services.ts";

/** Code of more lines than this is folded, unless the reader has watched it being written. */
const maxLines = 40;

interface CodeBlockProps {
  language: string;
  text: string;
  finished: boolean;
}

/** A code block: its language, its tools, and the coloured code. */
export function CodeBlock(props: CodeBlockProps): JSX.Element {
  const { w, services } = useMarkdown();
  const codeId = createUniqueId();
  const [wraps, setWraps] = createSignal(false);
  // Code that grows on the screen stays open when it ends: folding it would move what follows.
  const [isFolded, setFolded] = createSignal(untrack(() => props.finished));
  const lines = createMemo(() => countLines(props.text));
  const folds = () => props.finished && lines() > maxLines;
  const name = () => languageName(props.language) || w("markdown.code");
  const label = () =>
    props.language === "" ? w("markdown.code") : `${w("markdown.code")}: ${name()}`;
  let code: HTMLPreElement | undefined;

  function toggle(): void {
    // What is folded while its end is in view would leave the reader far below it.
    if (!setFolded((before) => !before)) return;
    code?.scrollTo({ top: 0 });
    code?.closest(".md-code")?.scrollIntoView({ block: "nearest" });
  }

  return (
    <div class="md-code" classList={{ "md-wraps": wraps(), "md-folded": folds() && isFolded() }}>
      <div class="md-code-head">
        <span class="md-code-language">{name()}</span>
        <Show when={props.finished}>
          <ArtifactButton language={props.language} text={props.text} />
        </Show>
        <button
          type="button"
          class="md-tool"
          aria-label={w("markdown.wrap")}
          title={w("markdown.wrap")}
          aria-pressed={wraps()}
          onClick={() => setWraps((before) => !before)}
        >
          <BlockIcon name="wrap" />
        </button>
        <CopyButton label={w("markdown.copy")} copy={() => services.copy(props.text)} />
      </div>
      <pre
        ref={code}
        id={codeId}
        tabindex={0}
        role="group"
        aria-label={label()}
        // The browser's own search scrolls to what it finds in the folded lines.
        onScroll={(event) => event.currentTarget.scrollTop > 0 && setFolded(false)}
      >
        <code ref={(element) => fillWithCode(element, () => ({ ...props }), services)} />
      </pre>
      <Show when={folds()}>
        <button
          type="button"
          class="md-more"
          aria-expanded={!isFolded()}
          aria-controls={codeId}
          onClick={toggle}
        >
          {isFolded() ? w("markdown.more", lines()) : w("markdown.less")}
          <BlockIcon name="chevron" />
        </button>
      </Show>
    </div>
  );
}

/** The number of lines; one that is empty at the end does not count. */
function countLines(text: string): number {
  let count = text === "" || text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
