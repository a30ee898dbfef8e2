import { formatNumber } from "../numbers/format-number.ts";
import type { Skill, SkillInput } from "../skill.ts";
import { type Conversion, readConversion, readFollowUp } from "../units/read-conversion.ts";

/** Digits shown of a converted amount: more would feign an accuracy that measures do not have. */
const significantDigits = 8;

/** Units to units. Money is refused: its rates change, and there are none in here. */
export const convertUnits: Skill = async (input, tools) => {
  const conversion = readConversion(input.plain, input.locale) ?? followUp(input);
  if (!conversion) return null;
  const { phrases, locale } = input;
  if (conversion.kind === "currency") return phrases.units.noRates;
  const { from, to } = conversion;
  const shown = from
    .map(({ amount, entry }) => `${formatNumber(amount, locale).text} ${entry.symbol}`)
    .join(" ");
  const calculator = await tools.calculator();
  const quantities = from.map(({ amount, entry }) => ({ amount, unit: entry.unit }));
  const value = calculator.convert(quantities, to.unit);
  if (value === null)
    return phrases.units.incompatible(from.map(({ entry }) => entry.symbol).join(" "), to.symbol);
  const { text, rounded } = formatNumber(value, locale, significantDigits);
  return `${shown} ${rounded ? "≈" : "="} **${text} ${to.symbol}**`;
};

/** The nearest earlier turn that is itself a conversion gives the amount. */
function followUp({ plain, earlier, locale }: SkillInput): Conversion | null {
  for (const text of earlier.slice(0, 3)) {
    const found = readFollowUp(plain, text, locale);
    if (found) return found;
  }
  return null;
}
