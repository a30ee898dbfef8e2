import { createComputed, createSignal, type JSX, on, onCleanup, untrack } from "solid-js";
import { advance } from "./advance.ts";
import { BlockViews } from "./block-view.tsx";
import { createFrameCommits, type FrameClock } from "./commit-frames.ts";
import { createDocumentTools, emptyDocument } from "./document-state.ts";
import "./markdown.css";
import "./highlight-colours.css";
import {
  createMarkdownServices,
  MarkdownContext,
  type MarkdownLabels,
  type MarkdownServices,
} from "./services.ts";

export { createMarkdownServices };

export interface MarkdownProps {
  text: string;
  /** The text is still being written: what is half-written at its end is completed or held back. */
  live: boolean;
  labels: MarkdownLabels;
}

/**
 * Markdown out of a model, which is data: no HTML, no address but web, mail and this origin, no
 * picture from elsewhere. A changed text renders again from its last unfinished block on, at most
 * once a frame; blocks that did not change keep their elements.
 */
export function Markdown(props: MarkdownProps & { services?: MarkdownServices }): JSX.Element {
  const services = untrack(() => props.services) ?? createMarkdownServices();
  const tools = createDocumentTools(location.origin);
  const input = () => ({ source: props.text, live: props.live });
  const [state, setState] = createSignal(advance(emptyDocument(), untrack(input), tools));
  const commits = createFrameCommits<ReturnType<typeof input>>(
    (next) => setState((current) => advance(current, next, tools)),
    pageClock(),
  );
  createComputed(on(input, (next) => commits.push(next, !next.live), { defer: true }));

  const onVisibility = () => document.hidden && commits.flush();
  document.addEventListener("visibilitychange", onVisibility);
  onCleanup(() => document.removeEventListener("visibilitychange", onVisibility));
  onCleanup(commits.dispose);

  const environment = {
    services,
    get labels() {
      return props.labels;
    },
  };
  return (
    <MarkdownContext.Provider value={environment}>
      <div class="md">
        <BlockViews blocks={state().blocks} />
      </div>
    </MarkdownContext.Provider>
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
