import type { BigNumber } from "mathjs";

/** Why a step cannot be evaluated. */
export class Refusal extends Error {
  readonly kind: "undefined" | "too_large" | "unreadable";

  constructor(kind: Refusal["kind"]) {
    super(kind);
    this.kind = kind;
  }
}

/** Largest factorial; 450! has a thousand digits, the maximum. */
const maxFactorial = 450;

/** Largest exponent, which takes about thirty squarings. */
const maxPower = 1_000_000_000;

/** Applies the operator that mathjs calls `name`. */
export function applyOperator(name: string, args: readonly BigNumber[]): BigNumber {
  const [a, b] = args;
  if (!a) throw new Refusal("unreadable");
  if (!b) return applyUnary(name, a);
  switch (name) {
    case "add":
      return a.plus(b);
    case "subtract":
      return a.minus(b);
    case "multiply":
      return a.times(b);
    case "divide":
      return divide(a, b);
    case "mod":
      return modulo(a, b);
    case "pow":
      return power(a, b);
    default:
      throw new Refusal("unreadable");
  }
}

function applyUnary(name: string, a: BigNumber): BigNumber {
  if (name === "unaryMinus") return a.neg();
  if (name === "unaryPlus") return a;
  if (name === "factorial") return factorial(a);
  throw new Refusal("unreadable");
}

/** Functions of one argument that are computed exactly, or to all digits. */
const exactFunctions: Record<string, (a: BigNumber) => BigNumber> = {
  sqrt: (a) => (a.isNegative() && !a.isZero() ? refuse("undefined") : a.sqrt()),
  abs: (a) => a.abs(),
  floor: (a) => a.floor(),
  ceil: (a) => a.ceil(),
  factorial,
};

/**
 * Functions computed in double precision: the decimal library needs minutes for some of their
 * arguments, and stays broken after others.
 */
const doubleFunctions: Record<string, (x: number) => number> = {
  cbrt: Math.cbrt,
  exp: Math.exp,
  ln: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  sin: (x) => nearZero(Math.sin(x)),
  cos: (x) => nearZero(Math.cos(x)),
  tan: (x) => (nearZero(Math.cos(x)) === 0 ? NaN : nearZero(Math.tan(x))),
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
};

/** Functions of several arguments. */
const listFunctions: Record<string, (args: readonly BigNumber[]) => BigNumber> = {
  min: (args) => args.reduce((least, a) => (a.lt(least) ? a : least)),
  max: (args) => args.reduce((most, a) => (a.gt(most) ? a : most)),
  gcd: (args) => args.reduce(greatestCommonDivisor),
  lcm: (args) =>
    args.reduce((a, b) => (a.isZero() ? a : a.times(b).abs().div(greatestCommonDivisor(a, b)))),
};

/** The names of all functions that `applyFunction` supports. */
export function functionNames(): string[] {
  return [
    ...Object.keys(exactFunctions),
    ...Object.keys(doubleFunctions),
    ...Object.keys(listFunctions),
    "log",
    "round",
    "mod",
  ];
}

/** Applies a function by its written name; an unknown one is unreadable. */
export function applyFunction(name: string, args: readonly BigNumber[]): BigNumber {
  const [a, b] = args;
  if (!a) throw new Refusal("unreadable");
  if (Object.hasOwn(listFunctions, name))
    return listFunctions[name]?.(args) ?? refuse("unreadable");
  if (b) {
    if (args.length > 2) throw new Refusal("unreadable");
    if (name === "mod") return modulo(a, b);
    if (name === "log") return fromDouble(a, Math.log(toDouble(a)) / Math.log(toDouble(b)));
    if (name === "round")
      return a.toDecimalPlaces(b.isInteger() && b.gte(0) && b.lte(60) ? b.toNumber() : 60);
    throw new Refusal("unreadable");
  }
  if (Object.hasOwn(exactFunctions, name)) return exactFunctions[name]?.(a) ?? refuse("unreadable");
  if (name === "round") return a.round();
  const double =
    name === "log"
      ? Math.log
      : Object.hasOwn(doubleFunctions, name)
        ? doubleFunctions[name]
        : undefined;
  if (!double) throw new Refusal("unreadable");
  return fromDouble(a, double(toDouble(a)));
}

function divide(a: BigNumber, b: BigNumber): BigNumber {
  return b.isZero() ? refuse("undefined") : a.div(b);
}

/** The remainder with the divisor's sign. */
function modulo(a: BigNumber, b: BigNumber): BigNumber {
  if (b.isZero()) throw new Refusal("undefined");
  const rest = a.mod(b);
  return rest.isZero() || rest.isNegative() === b.isNegative() ? rest : rest.plus(b);
}

function power(base: BigNumber, exponent: BigNumber): BigNumber {
  if (base.isZero() && exponent.isNegative()) throw new Refusal("undefined");
  if (exponent.isInteger())
    return exponent.abs().gt(maxPower) ? refuse("too_large") : base.pow(exponent);
  if (exponent.eq(0.5)) return exactFunctions["sqrt"]?.(base) ?? refuse("unreadable");
  return fromDouble(base, Math.pow(toDouble(base), toDouble(exponent)));
}

function factorial(a: BigNumber): BigNumber {
  if (!a.isInteger() || a.isNegative()) throw new Refusal("undefined");
  if (a.gt(maxFactorial)) throw new Refusal("too_large");
  let product = a.isZero() ? a.plus(1) : a;
  for (let factor = a.toNumber() - 1; factor > 1; factor--) product = product.times(factor);
  return product;
}

function greatestCommonDivisor(a: BigNumber, b: BigNumber): BigNumber {
  if (!a.isInteger() || !b.isInteger()) throw new Refusal("undefined");
  let [larger, smaller] = [a.abs(), b.abs()];
  while (!smaller.isZero()) [larger, smaller] = [smaller, larger.mod(smaller)];
  return larger;
}

function toDouble(a: BigNumber): number {
  const double = a.toNumber();
  return Number.isFinite(double) ? double : refuse("too_large");
}

/** Converts a double to a decimal like `like`, with the digits that a double has. */
function fromDouble(like: BigNumber, double: number): BigNumber {
  if (Number.isNaN(double)) throw new Refusal("undefined");
  if (!Number.isFinite(double)) throw new Refusal("too_large");
  return like.times(0).plus(double.toPrecision(14));
}

/** Corrects rounding: the sine of pi would be slightly off zero. */
function nearZero(x: number): number {
  return Math.abs(x) < 1e-15 ? 0 : x;
}

function refuse(kind: Refusal["kind"]): never {
  throw new Refusal(kind);
}
