import katex from "katex";
import "katex/dist/katex.css";

/** Maximum number of macro expansions in a formula, so that none can hang the page. */
const maxExpand = 500;

/** Largest size that a formula may request, in em. */
const maxSize = 20;

/**
 * Renders TeX into `element`, visually and as MathML. Formulas cannot load or link to anything.
 *
 * @returns false for invalid TeX; `element` then shows the source.
 */
export function renderMath(element: HTMLElement, tex: string, display: boolean): boolean {
  try {
    katex.render(tex, element, {
      displayMode: display,
      throwOnError: true,
      output: "htmlAndMathml",
      trust: false,
      // Only affects faithfulness to LaTeX; the default writes to the console.
      strict: "ignore",
      // These two put style attributes into the MathML, which a strict style-src blocks.
      macros: { "\\pmb": "\\boldsymbol{#1}", "\\fcolorbox": "{\\color{#1}}\\colorbox{#2}{#3}" },
      maxExpand,
      maxSize,
    });
    return true;
  } catch {
    // A ParseError for invalid TeX, a RangeError for too deep nesting: both are due to the model's
    // text.
    element.textContent = tex;
    return false;
  }
}
