import type { Translator } from "@solid-primitives/i18n";
import { type Accessor, createContext, createSignal, useContext } from "solid-js";
import { createShelf, type Shelf } from "../artifacts/shelf.ts";
import { findGrammar } from "./grammars.ts";
import type { ColouredPiece, Highlighter } from "./highlighter.ts";
import type { renderMath } from "./render-math.ts";
import { createSlices, pageTaskClock, type Slices } from "../ui/slices.ts";
import { browserIdleClock, createWorkQueue, type WorkQueue } from "./work-queue.ts";
import type { MarkdownWords } from "./words/en.ts";

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
   * The coloured pieces of `code`; null for a language without highlighting. Runs when the page is
   * idle. Rejects when the code for it cannot be loaded.
   */
  highlight: (code: string, language: string) => Promise<ColouredPiece[] | null>;
  /** The blocks of the page that can be previewed. */
  shelf: Shelf;
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
      const { renderMath } = await import("./render-math.ts");
      setMath({ status: "ready", render: renderMath });
    } catch {
      setMath({ status: "failed" });
    }
  };
  const loadHighlighter = () => {
    highlighter ??= import("./highlighter.ts").then(
      (module) => module.createHighlighter(),
      (error: unknown) => {
        // The next block tries again.
        highlighter = null;
        throw error;
      },
    );
    return highlighter;
  };
  return {
    copy,
    shelf: createShelf(),
    queue,
    slices,
    math,
    loadMath: () => void (mathLoading ??= loadEngine()),
    async highlight(code, language) {
      const grammar = findGrammar(language);
      if (!grammar) return null;
      // Starting to load takes the browser 10 ms a file, which words in view do not wait for.
      const [engine, { default: define }] = await queue.runIdle(() =>
        Promise.all([loadHighlighter(), grammar.load()]),
      );
      return queue.runIdle(() => engine.highlight(code, { name: grammar.name, define }));
    },
  };
}

/** Shared by the parts of one rendered text. */
export interface MarkdownEnvironment {
  w: Translator<MarkdownWords>;
  services: MarkdownServices;
}

export const MarkdownContext = createContext<MarkdownEnvironment>();

/** The environment of the enclosing `Markdown`. */
export function useMarkdown(): MarkdownEnvironment {
  const environment = useContext(MarkdownContext);
  if (!environment) throw new Error("Markdown parts need a Markdown component around them.");
  return environment;
}
