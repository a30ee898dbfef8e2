import type { MathJsInstance } from "mathjs";
import { evaluateExpression, type Outcome } from "./evaluate-expression.ts";

/** Digits kept in a calculation; fewer are shown. */
const precision = 64;

/**
 * Numbers of more than a thousand digits become infinite and are refused, which bounds time and
 * memory.
 */
const maxExponent = 1_000;

/** Common units that the library lacks or rounds. */
const extraUnits: Record<string, string> = {
  knot: "1852 m/hour",
  nauticalmile: "1852 m",
  lightyear: "9460730472580800 m",
  kilocalorie: "4184 J",
  internationalacre: "4046.8564224 m^2",
};

/** An amount in decimal digits and a unit in the library's syntax. */
export interface Quantity {
  amount: string;
  unit: string;
}

/** Arithmetic and unit conversion on decimals, safe for any input. */
export interface Calculator {
  /** Evaluates an expression in the library's syntax, such as `2 * (3 + 4)^2`. Never throws. */
  evaluate(expression: string): Outcome;
  /**
   * Converts the sum of quantities such as 5 `foot` and 3 `inch` to the target unit, as decimal
   * digits; null when their dimensions differ.
   */
  convert(quantities: readonly Quantity[], target: string): string | null;
}

/**
 * Loads the mathematics library, which takes a tenth of a second the first time, and wraps
 * the few functions needed. Never calls the library's own `evaluate`.
 */
export async function loadCalculator(): Promise<Calculator> {
  const { default: library } = await import("mathjs/lib/browser/math.js");
  const math = library.create({ number: "BigNumber", precision });
  for (const [name, definition] of Object.entries(extraUnits)) math.createUnit(name, definition);
  return {
    evaluate(expression) {
      boundDecimals(math);
      return evaluateExpression(math, expression);
    },
    convert(quantities, target) {
      boundDecimals(math);
      return convert(math, quantities, target);
    },
  };
}

/** Call before every use: an error inside the decimal library can leave its precision raised. */
function boundDecimals(math: MathJsInstance): void {
  const decimal = math.bignumber(0).constructor;
  const config: unknown = Reflect.get(decimal, "config");
  if (typeof config !== "function") throw new Error("the decimal library cannot be configured");
  Reflect.apply(config, decimal, [{ precision, maxE: maxExponent, minE: -maxExponent }]);
}

function convert(
  math: MathJsInstance,
  quantities: readonly Quantity[],
  target: string,
): string | null {
  const one = math.unit(math.bignumber(1), target);
  let total = math.bignumber(0);
  for (const { amount, unit } of quantities) {
    const quantity = math.unit(math.bignumber(amount), unit);
    if (!quantity.equalBase(one)) return null;
    total = total.plus(String(quantity.toNumeric(target)));
  }
  return total.isFinite() ? total.toString() : null;
}
