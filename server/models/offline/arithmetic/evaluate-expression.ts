import type { BigNumber, MathJsInstance, MathNode } from "mathjs";
import { applyFunction, applyOperator, Refusal } from "./operations.ts";

/** The result of an expression: exact decimal digits, or why there are none. */
export type Outcome =
  | { kind: "value"; value: string }
  /** Not a real number: division by zero, the root of a negative number. */
  | { kind: "undefined" }
  /** A step exceeds the limit of digits or work. */
  | { kind: "too_large" }
  /** Not arithmetic. */
  | { kind: "unreadable" };

/** Longest expression in UTF-16 code units, which also limits the depth of the tree. */
const maxExpressionLength = 300;

/**
 * Evaluates an expression in the library's syntax, plus `percent` after a number, by walking the
 * parsed tree with an allow-list of operators and functions. Anything else (assignments, matrices,
 * ranges, strings, names) is unreadable. Never throws.
 */
export function evaluateExpression(math: MathJsInstance, expression: string): Outcome {
  if (expression.length > maxExpressionLength) return { kind: "too_large" };
  try {
    const value = evaluateNode(math.parse(expression), math);
    return { kind: "value", value: value.toString() };
  } catch (error) {
    if (error instanceof Refusal) return { kind: error.kind };
    // The parser's syntax errors, and steps that the decimal library rejects.
    return { kind: error instanceof SyntaxError ? "unreadable" : "too_large" };
  }
}

function evaluateNode(node: MathNode, math: MathJsInstance): BigNumber {
  const value = compute(node, math);
  if (value.isNaN()) throw new Refusal("undefined");
  if (!value.isFinite()) throw new Refusal("too_large");
  return value;
}

function compute(node: MathNode, math: MathJsInstance): BigNumber {
  if (math.isParenthesisNode(node)) return evaluateNode(node.content, math);
  if (math.isConstantNode(node)) return constant(math, node.value);
  if (math.isSymbolNode(node)) return namedConstant(math, node.name);
  if (math.isOperatorNode(node)) return applyOperator(node.fn, operands(node.fn, node.args, math));
  if (math.isFunctionNode(node) && math.isSymbolNode(node.fn)) {
    return applyFunction(
      node.fn.name,
      node.args.map((arg) => evaluateNode(arg, math)),
    );
  }
  throw new Refusal("unreadable");
}

/** In `200 + 10%` the percentage is of the left operand, as on a pocket calculator. */
function operands(name: string, args: readonly MathNode[], math: MathJsInstance): BigNumber[] {
  const values = args.map((arg) => evaluateNode(arg, math));
  const [base, part] = values;
  const isSum = name === "add" || name === "subtract";
  return isSum && base && part && isPercentage(args[1], math) ? [base, base.times(part)] : values;
}

function isPercentage(node: MathNode | undefined, math: MathJsInstance): boolean {
  if (!math.isOperatorNode(node) || node.fn !== "multiply") return false;
  const last = node.args[1];
  return math.isSymbolNode(last) && last.name === "percent";
}

function constant(math: MathJsInstance, value: unknown): BigNumber {
  if (math.isBigNumber(value)) return value;
  throw new Refusal("unreadable");
}

function namedConstant(math: MathJsInstance, name: string): BigNumber {
  if (name === "pi")
    return math.bignumber("3.14159265358979323846264338327950288419716939937510582097494459");
  if (name === "e")
    return math.bignumber("2.71828182845904523536028747135266249775724709369995957496696763");
  if (name === "percent") return math.bignumber("0.01");
  if (name === "deg") return namedConstant(math, "pi").div(180);
  throw new Refusal("unreadable");
}
