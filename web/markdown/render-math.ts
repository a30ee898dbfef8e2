import katex from "katex";
import "katex/dist/katex.css";

/** Most macro expansions in a formula, so that none of them can hang the page. */
const maxExpand = 500;

/** Largest size a formula may ask for, in em. */
const maxSize = 20;

/**
 * Renders TeX into `element`, visibly and as MathML. Nothing in the formula can load or link to
 * anything.
 *
 * @returns false when it is no valid TeX; `element` then shows the source.
 */
export function renderMath(element: HTMLElement, tex: string, display: boolean): boolean {
  try {
    katex.render(tex, element, {
      displayMode: display,
      throwOnError: true,
      output: "htmlAndMathml",
      trust: false,
      // Only about being faithful to LaTeX; the default writes to the console.
      strict: "ignore",
      // These two write style attributes into the MathML, which a strict style-src refuses.
      macros: { "\\pmb": "\\boldsymbol{#1}", "\\fcolorbox": "{\\color{#1}}\\colorbox{#2}{#3}" },
      maxExpand,
      maxSize,
    });
    return true;
  } catch {
    // A ParseError for bad TeX, a RangeError for TeX nested too deep: both are the model's text.
    element.textContent = tex;
    return false;
  }
}
