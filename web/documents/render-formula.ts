import type katex from "katex";
import { escapeHtml } from "./escape.ts";

/** Maximum number of formulas in a document; further ones are shown as TeX. */
const mostFormulas = 1_000;

/** Maximum number of macro expansions in a formula, as in the app. */
const maxExpand = 500;

/** Largest size that a formula may request, in em. */
const maxSize = 20;

/** The formulas of one document. */
export interface Formulas {
  /** Loads the engine. Until then, formulas are shown as TeX. */
  load(): Promise<void>;
  /** MathML, which browsers show without fonts or styles of ours; TeX if it is invalid. */
  render: (tex: string, display: boolean) => string;
}

export function createFormulas(): Formulas {
  let engine: typeof katex | null = null;
  let left = mostFormulas;
  return {
    async load() {
      engine ??= (await import("katex")).default;
    },
    render(tex, display) {
      const source = `<code dir="ltr">${escapeHtml(tex)}</code>`;
      if (!engine || left <= 0) return source;
      left -= 1;
      try {
        return engine.renderToString(tex, {
          displayMode: display,
          throwOnError: true,
          output: "mathml",
          trust: false,
          strict: "ignore",
          macros: { "\\pmb": "\\boldsymbol{#1}", "\\fcolorbox": "{\\color{#1}}\\colorbox{#2}{#3}" },
          maxExpand,
          maxSize,
        });
      } catch {
        // Invalid TeX, or too deep nesting: both are due to the model's text.
        return source;
      }
    },
  };
}
