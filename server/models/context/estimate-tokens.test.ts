import { expect, test } from "bun:test";
import { estimateTokens } from "./estimate-tokens.ts";

/** Texts with the tokens that o200k (gpt-tokenizer 3) and Llama 3 (llama3-tokenizer-js 1.2) make of them. */
const samples: readonly [text: string, o200k: number, llama3: number][] = [
  [
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of Darkness, it was the spring of hope, it was the winter of despair, we had everything before us, we had nothing before us.",
    85,
    85,
  ],
  [
    "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité. Chacun peut se prévaloir de tous les droits et de toutes les libertés proclamés dans la présente Déclaration, sans distinction aucune, notamment de race, de couleur, de sexe, de langue, de religion.",
    86,
    100,
  ],
  [
    "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geiste der Brüderlichkeit begegnen. Jeder hat Anspruch auf die in dieser Erklärung verkündeten Rechte und Freiheiten ohne irgendeinen Unterschied, etwa nach Rasse, Hautfarbe, Geschlecht.",
    71,
    86,
  ],
  [
    "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。人人有资格享受本宣言所载的一切权利和自由，不分种族、肤色、性别、语言、宗教、政治或其他见解、国籍或社会出身、财产、出生或其他身分等任何区别。",
    92,
    96,
  ],
  [
    "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
    72,
    58,
  ],
  [
    "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다.",
    51,
    52,
  ],
  [
    "2026-11-29 08:47:44.123 [INFO] server.http: GET /api/v1/users/42?limit=10 200 12.3ms rid=8f3a-b2c1\n".repeat(
      8,
    ),
    400,
    400,
  ],
  ["THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG. ".repeat(4), 57, 61],
  ["\\frac{d}{dx}\\left(\\int_{0}^{x} f(u)\\,du\\right)=f(x). ".repeat(4), 105, 109],
];

test.each(samples)(
  "an estimate is near what tokenizers count, and rarely below: %#",
  (text, o200k, llama3) => {
    const counts = [o200k, llama3];
    const estimate = estimateTokens(text);
    expect(estimate).toBeGreaterThan(0.8 * Math.max(...counts));
    expect(estimate).toBeLessThan(1.5 * Math.max(...counts));
  },
);

test("scripts that tokenizers disagree about are not counted low", () => {
  const thai = "มนุษย์ทั้งปวงเกิดมามีอิสระและเสมอภาคกันในศักดิ์ศรีและสิทธิ ต่างมีเหตุผลและมโนธรรม";
  expect(estimateTokens(thai)).toBeGreaterThan(thai.length * 0.9);
  expect(estimateTokens("")).toBe(0);
  expect(estimateTokens("\ud800")).toBeGreaterThan(0);
});

test("a text of a megabyte is estimated in one pass", () => {
  const long = "One word, then 数字 and {code: 42};\n".repeat(30_000).slice(0, 1_000_000);
  const short = long.slice(0, 10_000);
  // Each piece counts once: what a hundred pieces have is what the whole has.
  const ratio = estimateTokens(long) / estimateTokens(short);
  expect(ratio).toBeGreaterThan(95);
  expect(ratio).toBeLessThan(105);
});
