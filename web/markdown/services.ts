import { type Accessor, createContext, createSignal, useContext } from "solid-js";
import { findGrammar } from "./grammars.ts";
import type { Highlighter } from "./highlighter.ts";
import type { renderMath } from "./render-math.ts";
import { createSlices, pageTaskClock, type Slices } from "../ui/slices.ts";
import { browserIdleClock, createWorkQueue, type WorkQueue } from "./work-queue.ts";
import { loadModule } from "../loading/load-module.ts";

/** Words that the renderer shows or speaks, in the user's language. */
export interface MarkdownLabels {
  /** The label of the copy button of a code block, and its text afterwards. */
  copy: string;
  copied: string;
  /** Labels of scrollable blocks. */
  code: string;
  table: string;
  formula: string;
}

/** `failed` when the chunk could not be loaded: formulas then stay TeX. */
export type MathEngine =
  | { status: "idle" | "failed" }
  | { status: "ready"; render: typeof renderMath };

/** Shared by all Markdown on a page, so that engines are loaded and grammars compiled once. */
export interface MarkdownServices {
  queue: WorkQueue;
  slices: Slices;
  math: Accessor<MathEngine>;
  /** Starts loading the maths engine; `math` tells when it is ready. */
  loadMath: () => void;
  /**
   * Highlighted nodes for `code`; null for a language without highlighting. Runs when the page is
   * idle.
   */
  highlight: (code: string, language: string) => Promise<Node[] | null>;
  /** Copies code to the clipboard; resolves to whether it worked. */
  copy: (text: string) => Promise<boolean>;
}

export function createMarkdownServices(copy: MarkdownServices["copy"]): MarkdownServices {
  const queue = createWorkQueue(browserIdleClock());
  const slices = createSlices(pageTaskClock());
  const [math, setMath] = createSignal<MathEngine>({ status: "idle" });
  let mathLoading: Promise<void> | null = null;
  let highlighter: Promise<Highlighter> | null = null;

  const loadEngine = async () => {
    try {
      const { renderMath } = await loadModule(() => import("./render-math.ts"));
      setMath({ status: "ready", render: renderMath });
    } catch {
      setMath({ status: "failed" });
    }
  };
  return {
    copy,
    queue,
    slices,
    math,
    loadMath: () => void (mathLoading ??= loadEngine()),
    async highlight(code, language) {
      const grammar = findGrammar(language);
      if (!grammar) return null;
      highlighter ??= loadModule(() => import("./highlighter.ts")).then((module) =>
        module.createHighlighter(),
      );
      const [engine, { default: define }] = await Promise.all([highlighter, grammar.load()]);
      // Two jobs, so that neither blocks the page for long.
      const tree = await queue.runIdle(() =>
        engine.highlight(code, { name: grammar.name, define }),
      );
      return queue.runIdle(() => engine.toElements(tree));
    },
  };
}

/** Shared by the parts of one rendered text. */
export interface MarkdownEnvironment {
  labels: MarkdownLabels;
  services: MarkdownServices;
}

export const MarkdownContext = createContext<MarkdownEnvironment>();

/** The environment of the enclosing `Markdown`. */
export function useMarkdown(): MarkdownEnvironment {
  const environment = useContext(MarkdownContext);
  if (!environment) throw new Error("Markdown parts need a Markdown component around them.");
  return environment;
}
