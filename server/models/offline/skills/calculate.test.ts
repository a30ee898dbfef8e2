import { describe, expect, test } from "bun:test";
import { ask } from "../testing/ask-offline.ts";

describe("arithmetic in words", () => {
  test.each([
    ["what is 12% of 80", "12% × 80 = **9.6**"],
    ["12*7", "12 × 7 = **84**"],
    ["What's 15% off 200?", "200 − 15% = **170**"],
    ["20% tip on 45.50", "20% × 45.50 = **9.1**"],
    ["12 is what percent of 80?", "12 ÷ 80 × 100 = **15%**"],
    ["what is 7 times 8?", "7 × 8 = **56**"],
    ["3 squared plus 4 squared", "3^2 + 4^2 = **25**"],
    ["what's 1/3 of 90", "1 ÷ 3 × 90 = **30**"],
    ["5!", "5! = **120**"],
    ["what is the square root of 2", "sqrt(2) ≈ **1.41421356237**"],
    ["max(3,5)", "max(3,5) = **5**"],
    ["1,234.5 + 1", "1234.5 + 1 = **1,235.5**"],
    ["2^100", "2^100 = **1,267,650,600,228,229,401,496,703,205,376**"],
    ["17 % 5", "17 mod 5 = **2**"],
    ["sin(30°)", "sin(30°) = **0.5**"],
    ["1/3*3", "1 ÷ 3 × 3 = **1**"],
  ])("%s", async (text, reply) => {
    expect(await ask(text)).toBe(reply);
  });

  test.each([
    ["combien font 12*7 ?", "12 × 7 = **84**"],
    ["combien font 3,5 fois 2", "3,5 × 2 = **7**"],
    ["12 % de 80", "12 % × 80 = **9,6**"],
    ["racine carrée de 16", "sqrt(16) = **4**"],
    ["combien fait 15 divisé par 4", "15 ÷ 4 = **3,75**"],
  ])("%s", async (text, reply) => {
    expect(await ask(text, { locale: "fr" })).toBe(reply);
  });

  test.each([
    ["cuánto es 2^10", "2^10 = **1024**"],
    ["¿cuánto es el 12 % de 80?", "12 % × 80 = **9,6**"],
    ["1.500 + 2,5", "1500 + 2,5 = **1502,5**"],
    ["cuánto es 10 entre 4", "10 ÷ 4 = **2,5**"],
  ])("%s", async (text, reply) => {
    expect(await ask(text, { locale: "es" })).toBe(reply);
  });
});

test("goes on from the values of the turns before", async () => {
  expect(await ask(["1+1", "times 3", "and divided by 4"])).toBe("((1 + 1) × 3) ÷ 4 = **1.5**");
  expect(await ask(["100", "plus 10%"])).toEndWith("= **110**");
});

test("says what it cannot work out", async () => {
  expect(await ask("1/0")).toContain("no real value");
  expect(await ask("9^9^9^9")).toContain("a thousand digits");
  expect(await ask("calcule 1000000!", { locale: "en" })).toContain("mille chiffres");
});

test.each(["2026", "what is 5", "ones(1e9)", "192.168.1.1", "what is love"])(
  "%s is not taken for arithmetic",
  async (text) => {
    expect(await ask(text)).toStartWith("I cannot answer that");
  },
);

test("numbers with exponents are no riddle: what is no arithmetic is told from it at once", async () => {
  const before = process.cpuUsage();
  await ask(`what is ${"11e1+".repeat(60)}z`);
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
});
