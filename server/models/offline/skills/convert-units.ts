import { formatNumber } from "../numbers/format-number.ts";
import type { Skill, SkillInput } from "../skill.ts";
import { type Conversion, readConversion, readFollowUp } from "../units/read-conversion.ts";

/** Digits shown of a converted amount: more would suggest an accuracy that measures lack. */
const significantDigits = 8;

/** Converts units. Refuses currencies, because it has no exchange rates. */
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

/** Takes the amount from the latest earlier turn that is a conversion. */
function followUp({ plain, earlier, locale }: SkillInput): Conversion | null {
  for (const text of earlier.slice(0, 3)) {
    const found = readFollowUp(plain, text, locale);
    if (found) return found;
  }
  return null;
}
