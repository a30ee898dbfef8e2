import type { MarkdownEngine } from "../markdown/markdown-engine.ts";
import { escapeHtml } from "./escape.ts";
import { renderBlocks } from "./render-blocks.ts";
import { createFormulas } from "./render-formula.ts";

/** Renders Markdown to HTML; resolves once the text is done. */
export type RenderMarkdown = (text: string) => Promise<string>;

/** Longest stretch of work without a pause, in milliseconds, so that others get their turn. */
const longestStretchMs = 8;

/** Options of rendering. */
export interface MarkdownOptions {
  engine: MarkdownEngine;
  /** The server's address, such as `https://example.org/chat`. */
  address: string;
  /** Lets other work run. */
  pause: () => Promise<void>;
}

/**
 * Renders untrusted Markdown to HTML by the rules of the app: no HTML of the text's own, no
 * addresses but web, mail and this server, and nothing that is loaded. One renderer is meant for
 * one document, whose formulas it bounds together.
 */
export function createMarkdownRenderer({
  engine,
  address,
  pause,
}: MarkdownOptions): RenderMarkdown {
  const tools = engine.createDocumentTools(address);
  const formulas = createFormulas();
  return async (text) => {
    if (hasFormula(text)) await formulas.load();
    const steps = engine.advanceInSteps(
      engine.emptyDocument(),
      { source: text, live: false },
      tools,
    );
    let since = performance.now();
    const rest = async () => {
      if (performance.now() - since < longestStretchMs) return;
      await pause();
      since = performance.now();
    };
    for (;;) {
      const step = steps.next();
      if (step.done) {
        let html = "";
        for (const block of step.value.blocks) {
          html += safely(() => renderBlocks([block], { address, formula: formulas.render }), text);
          await rest();
        }
        return html;
      }
      await rest();
    }
  };
}

function hasFormula(text: string): boolean {
  return text.includes("$") || text.includes("\\(") || text.includes("\\[");
}

/** Nesting that overflows the stack is shown as it was written. */
function safely(render: () => string, text: string): string {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `<pre dir="auto">${escapeHtml(text)}</pre>`;
  }
}
