import type { CoreLocale } from "../../../../shared/locale.ts";
import { canonicalNumbers } from "../numbers/read-number.ts";
import { functionNames } from "./operations.ts";

/** An expression for the calculator. */
export interface ReadExpression {
  expression: string;
  /** The unit of the result: `%` for "what percentage of 80 is 12". */
  suffix: "" | "%";
  /** The user wrote a word such as "calculate", so failing silently would be wrong. */
  explicit: boolean;
}

const lead = new RegExp(
  "^(?:(?:and )?(?:what(?:'s| is| are)?(?: the (?:result|value) of)?|how much (?:is|are)|calculate|compute|evaluate|work out|solve|" +
    "(?:et )?combien (?:font|fait|vaut|valent|est)|ca fait combien|calcul(?:e|er|ez)(?:[- ]moi)?|quel(?:le)? est (?:le resultat|la valeur) de|que (?:vaut|valent|font|fait)|c'est quoi|quanto|" +
    "(?:y )?cuantos? (?:es|son|da|vale|hace)|calcula(?:r|me)?|cual es (?:el resultado|el valor) de|que es|resultado de))(?::| |$)\\s*",
);
const explicitLead = /^(?:calculate|compute|evaluate|solve|work out|calcul(?:e|er|ez|a|ar|ame)\b)/;
const tail =
  / ?(?:= ?\??|\b(?:equals?|is equal to|makes?|is|(?:ca )?(?:font|fait)(?: combien)?|egale?|combien|es igual a|es|son)\b) ?$/;

/** Text that continues an earlier value rather than standing alone; a sign may start a number. */
const startsWithOperator = /^(?:[+*/^×÷]|(?:plus|mas|minus|moins|menos|times|fois|por|divided)\b)/;

const number = String.raw`(?<!\d)(\d+(?:\.\d+)?|\.\d+)`;
const operand = String.raw`(\d+(?:\.\d+)?|\((?:[^()]*)\)|pi)`;

/** Words and signs, with the calculator's names for them; earlier rows take precedence. */
const rewrites: readonly (readonly [RegExp, string])[] = [
  [/[−–—]/g, "-"],
  [/[×·⋅∗✕]|\*{1}(?!\*)/g, "*"],
  [/\*\s?\*/g, "^"],
  [/[÷∶]/g, "/"],
  [/²/g, "^2"],
  [/³/g, "^3"],
  [/π/g, " pi "],
  [/°/g, " deg "],
  [/(?:(?<!\s)\s+)?(?:percent|per cent|pour ?cents?|por ?cientos?)\b/g, "%"],
  [/(\d)\s+%/g, "$1%"],
  [
    new RegExp(
      String.raw`${number}%\s*(?:off|discount on|de descuento (?:en|sobre|de)|de (?:remise|reduction|rabais) sur)\s*(?:of |on )?${number}`,
      "g",
    ),
    "$2 - $1%",
  ],
  [/%\s*(?:tip|de pourboire|de propina)\s*(?:on|for|sur|pour|sobre|en|para)\s+/g, "% * "],
  [/%\s*(?:of|de|du|des|del|d'|sur|on)\s*/g, "% * "],
  [
    new RegExp(
      String.raw`(?:the |la )?(?:square root of|racine carree de|raiz cuadrada de|racine de|√)\s*${operand}`,
      "g",
    ),
    " sqrt($1)",
  ],
  [
    new RegExp(
      String.raw`(?:the |la )?(?:cube root of|racine cubique de|raiz cubica de|∛)\s*${operand}`,
      "g",
    ),
    " cbrt($1)",
  ],
  [
    new RegExp(
      String.raw`(?:the |la )?(?:factorial of|factorielle de|factorial de)\s*${operand}`,
      "g",
    ),
    " $1!",
  ],
  [/(?:(?<!\s)\s+)?\b(?:factorial|factorielle)\b(?!\s*\()/g, "!"],
  [/\b(\d+)\s*\/\s*(\d+) (?:of|de|del) /g, "$1 / $2 * "],
  [/\b(?:half(?: of)?|la moitie de|la mitad de)\s+/g, "0.5 * "],
  [
    /\b(?:(?:a|one) quarter of|(?:un|le) quart de|(?:un|el) cuarto de|la cuarta parte de)\s+/g,
    "0.25 * ",
  ],
  [
    /\b(?:(?:a|one) third of|(?:un|le) tiers de|(?:un|el) tercio de|la tercera parte de)\s+/g,
    "1 / 3 * ",
  ],
  [/\b(?:double(?: of)?|twice|le double de|el doble de)\s+/g, "2 * "],
  [/\b(?:triple(?: of)?|le triple de|el triple de)\s+/g, "3 * "],
  [/(?:(?<!\s)\s+)?\b(?:squared|au carre|al cuadrado)\b/g, "^2"],
  [/(?:(?<!\s)\s+)?\b(?:cubed|au cube|al cubo)\b/g, "^3"],
  [
    /\b(?:raised )?to the power(?: of)?\b|\b(?:a la )?puissance\b|\bexposant\b|\belevado a(?: la)?(?: potencia(?: de)?)?\b/g,
    "^",
  ],
  [/\b(?:multiplied by|times|multiplie par|fois|multiplicado por|por)\b/g, "*"],
  [/\b(?:divided by|over|divise par|sur|dividido (?:por|entre)|entre)\b/g, "/"],
  [/\b(?:plus|mas)\b/g, "+"],
  [/\b(?:minus|moins|menos)\b/g, "-"],
  [/\b(?:modulo|modulus)\b/g, "mod"],
  [/(?<=[\d)%!])(?<!\b0(?=x))\s*x\s*(?=[\d(.-])/g, " * "],
  // The remaining percent signs: before a number, one is the modulo operator of programming
  // languages.
  [/%\s*(?=[\d(.]|pi\b|[a-z]+\()/g, " mod "],
  [/%/g, " percent"],
  [/\b(?:sen)\b/g, "sin"],
  [/\b(?:tg)\b/g, "tan"],
  [/\b(?:racine|raiz)(?=\()/g, "sqrt"],
  [/\b(?:arrondi|redondear?)(?=\()/g, "round"],
  [/\b(?:pgcd|mcd)(?=\()/g, "gcd"],
  [/\b(?:ppcm|mcm)(?=\()/g, "lcm"],
  [/\b(?:degrees|degres|grados|degree|degre|grado)\b/g, "deg"],
];

/**
 * Finds arithmetic in a folded sentence such as "what is 12% of 80" or "combien font 3,5 fois 2".
 * Null for any other sentence, and for a bare number.
 */
export function readExpression(plain: string, locale: CoreLocale): ReadExpression | null {
  if (plain.length > 400 || !/\d|\bpi\b|π|\(e\)/.test(plain)) return null;
  const explicit = explicitLead.test(plain);
  const bare = plain
    .replace(lead, "")
    .replace(tail, "")
    .replace(/^(?:the|el|la|le|les|los) /, "");
  if (startsWithOperator.test(bare)) return null;
  const percentage = readPercentage(plain, locale);
  if (percentage) return { expression: percentage, suffix: "%", explicit };
  const expression = translate(bare, locale);
  const isExpression =
    isArithmetic(expression) && (expression.trim() === "pi" || hasOperation(expression));
  return isExpression ? { expression: tidy(expression), suffix: "", explicit } : null;
}

/**
 * Reads a turn that continues an earlier value, such as "times 3", "et divisé par 2" or "+ 10%":
 * the operator and its operand. Null when it does not start with an operator.
 */
export function readContinuation(plain: string, locale: CoreLocale): string | null {
  if (plain.length > 100) return null;
  const words = plain
    .replace(/^(?:and|then|now|et|puis|y|luego|entonces)\s+(?:then\s+)?/, "")
    .replace(
      /^(?:multiply|multiplie|multiplica|multiplicar)(?:-le|lo)?(?: (?:that|it|this|ca|eso))? (?:by|par|por)\b/,
      "*",
    )
    .replace(
      /^(?:divide|divise|dividir)(?:-le|lo)?(?: (?:that|it|this|ca|eso))? (?:by|par|por|entre)\b/,
      "/",
    )
    .replace(/^(?:add|ajoute|suma(?:le)?)\b/, "+")
    .replace(/^(?:subtract|enleve|soustrais|resta(?:le)?)\b/, "-");
  const rest = translate(words, locale).trim();
  return /^[-+*/^]\s*[\d(.a-z]/.test(rest) && isArithmetic(rest) ? tidy(rest) : null;
}

function readPercentage(plain: string, locale: CoreLocale): string | null {
  const text = canonicalNumbers(plain, locale);
  const whatOf =
    /\b(?:what|quel|que|cual) (?:percent(?:age)?|pourcentage|porcentaje) (?:of|de) (\d+(?:\.\d+)?) (?:is|represente|fait|est|es|son|representa) (\d+(?:\.\d+)?)$/.exec(
      text,
    );
  if (whatOf) return `${whatOf[2]} / ${whatOf[1]} * 100`;
  const isWhat =
    /^(\d+(?:\.\d+)?) (?:is|represente|fait|est|es|representa) (?:what|quel|que) (?:percent(?:age)?|pourcentage|porcentaje) (?:of|de) (\d+(?:\.\d+)?)$/.exec(
      text,
    );
  return isWhat ? `${isWhat[1]} / ${isWhat[2]} * 100` : null;
}

function translate(words: string, locale: CoreLocale): string {
  const listed = words.replace(/\b([a-z]+\d*)\(([^()]*)\)/g, (call, name: string, inside: string) =>
    inside.includes(";") ? call : `${name}(${inside.replaceAll(",", ";")})`,
  );
  const numbers = canonicalNumbers(listed, locale).replaceAll(";", ",");
  return rewrites.reduce(
    (text, [pattern, replacement]) => text.replace(pattern, replacement),
    numbers,
  );
}

function isArithmetic(expression: string): boolean {
  const names = [...functionNames(), "pi", "deg", "percent", "e"].join("|");
  const part = String.raw`\d+(?:\.\d+)?(?:e[-+]?\d{1,4}\b)?|[\s.,+\-*/^!()]+|\b(?:${names})\b|(?<=\d)(?:deg|percent|pi|e(?![-+]\d))\b`;
  // Part by part: a single repeated pattern would try every way to split the text.
  return expression !== "" && expression.replace(new RegExp(part, "g"), "") === "";
}

function hasOperation(expression: string): boolean {
  if (!/\d|pi|\(e\)/.test(expression)) return false;
  return /[a-z]\d*\(|[\d)!i]\s*(?:[-+*/^!]|mod\b|percent\b)/.test(expression);
}

function tidy(expression: string): string {
  return expression.replace(/\s+/g, " ").trim();
}
