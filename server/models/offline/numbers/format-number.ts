import type { CoreLocale } from "../../../../shared/locale.ts";

/** A number in a language's notation, and whether digits were left out. */
export interface FormattedNumber {
  text: string;
  rounded: boolean;
}

/** Whole numbers up to this many digits are shown exactly. */
const maxExactDigits = 40;

/**
 * Formats a decimal such as `-1234.5` or `1.5e+60`.
 *
 * Fractions get `significant` digits, whole numbers up to 40 digits are exact, and larger or tiny
 * numbers become powers of ten.
 */
export function formatNumber(
  decimal: string,
  locale: CoreLocale,
  significant = 12,
): FormattedNumber {
  const { text, rounded } = format(decimal, locale, significant);
  return { text: text.replaceAll("-", "−"), rounded };
}

function format(decimal: string, locale: CoreLocale, significant: number): FormattedNumber {
  const { negative, digits, exponent } = readDecimal(decimal);
  if (digits === "0") return { text: "0", rounded: false };
  const isWhole = exponent >= digits.length - 1;
  if (isWhole && exponent < maxExactDigits)
    return exact(BigInt(`${negative ? "-" : ""}${digits.padEnd(exponent + 1, "0")}`), locale);
  const rounded = digits.length > significant;
  if (exponent >= -7 && exponent < significant + 3) {
    const formatter = new Intl.NumberFormat(locale, { maximumSignificantDigits: significant });
    return { text: formatter.format(Number(decimal)), rounded };
  }
  const mantissa = Number(
    `${negative ? "-" : ""}${digits[0]}.${digits.slice(1, significant + 4) || "0"}`,
  );
  const shown = new Intl.NumberFormat(locale, { maximumSignificantDigits: significant }).format(
    mantissa,
  );
  return { text: `${shown} × 10^${exponent}`, rounded };
}

function exact(whole: bigint, locale: CoreLocale): FormattedNumber {
  return { text: new Intl.NumberFormat(locale).format(whole), rounded: false };
}

/**
 * Calculations carry 64 digits; beyond these there may be rounding errors, for example of thirds.
 */
const trustedDigits = 45;

function withoutNoise(digits: string, exponent: number): { digits: string; exponent: number } {
  if (digits.length <= trustedDigits) return { digits, exponent };
  const rounded = String((BigInt(digits.slice(0, trustedDigits + 1)) + 5n) / 10n);
  return {
    digits: rounded.replace(/(?<!0)0+$/, ""),
    exponent: exponent + rounded.length - trustedDigits,
  };
}

/** Splits a decimal into its significant digits and the exponent of the first. */
function readDecimal(decimal: string): { negative: boolean; digits: string; exponent: number } {
  const [, sign = "", whole = "0", fraction = "", power = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(decimal) ?? [];
  const all = whole + fraction;
  const leading = all.search(/[1-9]/);
  if (leading < 0) return { negative: false, digits: "0", exponent: 0 };
  const exponent = whole.length - 1 - leading + Number(power);
  const digits = all.slice(leading).replace(/(?<!0)0+$/, "");
  const isWhole = exponent >= digits.length - 1;
  return {
    negative: sign === "-",
    ...(isWhole ? { digits, exponent } : withoutNoise(digits, exponent)),
  };
}
