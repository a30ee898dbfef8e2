import { describe, expect, test } from "bun:test";
import { loadCalculator } from "./load-calculator.ts";
import { busyTimeOf, quickest } from "../../../../testing/quickest.ts";

const calculator = await loadCalculator();

describe("evaluate", () => {
  test.each([
    ["0.1 + 0.2", "0.3"],
    ["2^100", "1.267650600228229401496703205376e+30"],
    ["-2^2", "-4"],
    ["7 mod 3", "1"],
    ["-7 mod 3", "2"],
    ["12 percent * 80", "9.6"],
    ["200 - 15 percent - 5 percent", "161.5"],
    ["20!", "2432902008176640000"],
    ["gcd(84, 36)", "12"],
    ["lcm(4, 6)", "12"],
    ["max(3, 5, 4)", "5"],
    ["round(2.34567, 2)", "2.35"],
    ["log(8, 2)", "3"],
    ["sin(30 deg)", "0.5"],
    ["cbrt(-27)", "-3"],
  ])("%s is %s", (expression, value) => {
    expect(calculator.evaluate(expression)).toEqual({ kind: "value", value });
  });

  test.each([
    "1/0",
    "sqrt(-4)",
    "ln(-1)",
    "0^-1",
    "asin(2)",
    "tan(90 deg)",
    "(-8)^0.3",
    "5 mod 0",
    "2.5!",
    "gcd(1.5, 2)",
  ])("%s has no real value", (expression) => {
    expect(calculator.evaluate(expression)).toEqual({ kind: "undefined" });
  });

  test.each([
    "9^9^9^9",
    "1000000!",
    "(10^9)!",
    "1e99999999999",
    "10^1000 * 10^1000",
    "1.0000001^(10^15)",
    "atan(10^1000)",
    "sin(10^999)",
    "exp(10^10)",
    `1${"+1".repeat(400)}`,
  ])("%s is refused as too large", (expression) => {
    expect(calculator.evaluate(expression)).toEqual({ kind: "too_large" });
  });

  test.each([
    "ones(1e9)",
    "zeros(100000, 100000)",
    "1:1000000000",
    "[1, 2, 3]",
    "a = 1",
    "f(x) = f(x)",
    'import("fs")',
    'evaluate("1")',
    'parse("1")',
    'simplify("1")',
    'derivative("x^2", "x")',
    'createUnit("foo")',
    "config({})",
    "unit(5, 1)",
    "constructor",
    "toString()",
    "cos.constructor",
    "sqrt(4)()",
    "1; 2",
    "1 < 2",
    "true",
    "i",
    "5 km",
    "",
    "2 +",
  ])("%s is not arithmetic", (expression) => {
    expect(calculator.evaluate(expression)).toEqual({ kind: "unreadable" });
  });

  test.each([
    "1" + "+1 percent".repeat(29),
    "1.0000001^(10^9)",
    "(10^999 + 7) mod 7",
    "gcd(10^999 + 7, 10^998 - 3)",
    "(".repeat(149) + "1" + ")".repeat(149),
    "450!".padEnd(300, "!"),
    "sqrt(".repeat(50) + "10^999" + ")".repeat(50),
    "9^".repeat(149) + "9",
  ])("%s ends within a second", async (expression) => {
    const mostMs = 1_000;
    const took = await quickest(mostMs, () => busyTimeOf(() => calculator.evaluate(expression)));
    expect(took).toBeLessThan(mostMs);
  });

  test("a refused step leaves no trace in the next calculation", () => {
    for (const hostile of ["9^9^9^9", "sin(10^999)", "ln(10^1000)", "1e999999"])
      calculator.evaluate(hostile);
    expect(calculator.evaluate("1/3")).toEqual({ kind: "value", value: `0.${"3".repeat(64)}` });
  });
});

describe("convert", () => {
  test("adds quantities up in the target unit", () => {
    const height = [
      { amount: "5", unit: "foot" },
      { amount: "3", unit: "inch" },
    ];
    expect(calculator.convert(height, "cm")).toBe("160.02");
  });

  test("keeps the zero of temperature scales apart", () => {
    expect(calculator.convert([{ amount: "-40", unit: "degF" }], "degC")).toStartWith("-40");
    expect(calculator.convert([{ amount: "20", unit: "degC" }], "degF")).toBe("68");
  });

  test("different measures do not convert", () => {
    expect(calculator.convert([{ amount: "5", unit: "kg" }], "km")).toBeNull();
  });
});
