import {
  createComputed,
  createMemo,
  Index,
  type JSX,
  on,
  onCleanup,
  Show,
  untrack,
} from "solid-js";
import type { DocumentInput } from "./advance.ts";
import { BlockViews } from "./block-view.tsx";
import { createFrameCommits, type FrameClock } from "./commit-frames.ts";
import { createDocumentTools } from "./document-state.ts";
import { createLiveDocument, type LiveDocument } from "./live-document.ts";
import { markdownEngine } from "./markdown-engine.ts";
import type { Block } from "./nodes.ts";
import { cutIntoParts } from "./parts.ts";
import { copyText } from "../ui/copy-text.ts";
import { createMarkdownServices, MarkdownContext, type MarkdownServices } from "./services.ts";
import { useMarkdownWords } from "./words/markdown-words.ts";

export { createMarkdownServices, markdownEngine };

export interface MarkdownProps {
  text: string;
  /** The text is still being written: half-written markup at its end is completed or held back. */
  live: boolean;
  /** The text ends early: markup that is open at its end is closed. */
  cut?: boolean;
  /** The text is already on the page, plain, and stays so until all of it can replace that. */
  standsPlain?: boolean;
}

/**
 * Untrusted Markdown from a model: no HTML, no URLs but web, mail and this origin, no external
 * pictures. A changed text is rendered again from its last unfinished block on, at most once a
 * frame; unchanged blocks keep their elements. A long text is parsed and rendered in slices, and
 * appears in one paint.
 */
export function Markdown(props: MarkdownProps & { services?: MarkdownServices }): JSX.Element {
  const services = untrack(() => props.services) ?? createMarkdownServices(copyText);
  const tools = createDocumentTools(location.origin);
  const input = (): DocumentInput => ({
    source: props.text,
    live: props.live,
    cut: props.cut === true,
  });
  const text = createLiveDocument(untrack(input), { tools, slices: services.slices });
  const commits = createFrameCommits<DocumentInput>((next) => text.commit(next), pageClock());
  createComputed(on(input, (next) => commits.push(next, !next.live), { defer: true }));

  const onVisibility = () => document.hidden && commits.flush();
  document.addEventListener("visibilitychange", onVisibility);
  onCleanup(() => document.removeEventListener("visibilitychange", onVisibility));
  onCleanup(commits.dispose);

  return (
    <MarkdownContext.Provider value={{ services, w: useMarkdownWords() }}>
      <Page text={text} plain={props.standsPlain === true ? props.text : null} />
    </MarkdownContext.Provider>
  );
}

/** The element of a text, filled before it is inserted into the page. */
function Page(props: { text: LiveDocument; plain: string | null }): JSX.Element {
  const parts = createMemo(
    (before: readonly (readonly Block[])[]) => cutIntoParts(before, props.text.blocks()),
    [],
  );
  const element = (
    <div class="md">
      <Index each={parts()}>
        {(part) => (
          <div class="md-part">
            <BlockViews blocks={part()} />
          </div>
        )}
      </Index>
    </div>
  );
  return (
    <Show when={props.text.whole()} fallback={<PlainText text={props.plain} />}>
      {element}
    </Show>
  );
}

/** Stands for a text that is still being rendered; printing waits until none is left. */
function PlainText(props: { text: string | null }): JSX.Element {
  return (
    <p data-unfinished class="whitespace-pre-wrap">
      {props.text}
    </p>
  );
}

function pageClock(): FrameClock {
  return {
    requestFrame: (run) => requestAnimationFrame(run),
    cancelFrame: (id) => cancelAnimationFrame(id),
    now: () => performance.now(),
    isHidden: () => document.hidden,
  };
}
