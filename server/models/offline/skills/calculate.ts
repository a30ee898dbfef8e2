import {
  type ReadExpression,
  readContinuation,
  readExpression,
} from "../arithmetic/read-expression.ts";
import type { CoreLocale } from "../../../../shared/locale.ts";
import { canonicalNumbers } from "../numbers/read-number.ts";
import { formatNumber } from "../numbers/format-number.ts";
import type { Skill, SkillInput } from "../skill.ts";

/** Maximum number of turns back from "times 3" to a complete expression. */
const maxSteps = 10;

/** Arithmetic, including continuations of the previous turn. */
export const calculate: Skill = async (input, tools) => {
  const read = readExpression(input.plain, input.locale) ?? readFollowUp(input);
  if (!read) return null;
  const { phrases, locale } = input;
  const calculator = await tools.calculator();
  const outcome = calculator.evaluate(read.expression);
  const shown = showExpression(read.expression, input);
  switch (outcome.kind) {
    case "value": {
      const { text, rounded } = formatNumber(outcome.value, locale);
      return `${shown} ${rounded ? "≈" : "="} **${text}${read.suffix && (locale === "en" ? "%" : " %")}**`;
    }
    case "undefined":
      return phrases.arithmetic.undefinedResult(shown);
    case "too_large":
      return phrases.arithmetic.tooLarge(shown);
    case "unreadable":
      return read.explicit ? phrases.arithmetic.unreadable : null;
  }
};

function readFollowUp({ plain, earlier, locale }: SkillInput): ReadExpression | null {
  const steps: string[] = [];
  for (const text of [plain, ...earlier].slice(0, maxSteps)) {
    const step = readContinuation(text, locale);
    if (step) {
      steps.unshift(step);
      continue;
    }
    const start =
      steps.length > 0 ? (readExpression(text, locale) ?? readNumber(text, locale)) : null;
    if (!start) return null;
    const expression = steps.reduce((whole, next) => `(${whole}) ${next}`, start.expression);
    return { ...start, expression };
  }
  return null;
}

/** A bare number is no request, but a later turn can continue from it. */
function readNumber(text: string, locale: CoreLocale): ReadExpression | null {
  const number = canonicalNumbers(text, locale);
  return /^-?\d{1,40}(?:\.\d{1,40})?$/.test(number)
    ? { expression: number, suffix: "", explicit: false }
    : null;
}

/** The expression in written form: proper signs, and the language's decimal mark. */
function showExpression(expression: string, { locale }: SkillInput): string {
  const decimal = locale === "en" ? "." : ",";
  const lists = locale === "en" ? expression : expression.replace(/,\s*/g, "; ");
  return lists
    .replace(/(\d)\.(\d)/g, `$1${decimal}$2`)
    .replace(/ ?\* ?/g, " × ")
    .replace(/ ?\/ ?/g, " ÷ ")
    .replace(/(?<=[\d)%!i]) ?([+-]) ?/g, " $1 ")
    .replaceAll("-", "−")
    .replace(/ ?\bdeg\b ?/g, "°")
    .replace(/ ?\bpercent\b/g, locale === "en" ? "%" : " %")
    .trim();
}
