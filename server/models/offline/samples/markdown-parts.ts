import type { CoreLocale } from "../../../../shared/locale.ts";
import { fence } from "../language/markdown-text.ts";
import type { DemoPhrases } from "../phrases/phrases.ts";
import { codeSamples } from "./code-samples.ts";

/** Mean distance from the sun in millions of kilometres, mean radius in kilometres, known moons. */
const planets = [
  { distance: 57.9, radius: 2_439.7, moons: 0 },
  { distance: 108.2, radius: 6_051.8, moons: 0 },
  { distance: 149.6, radius: 6_371, moons: 1 },
  { distance: 227.9, radius: 3_389.5, moons: 2 },
] as const;

/** A table of the inner planets, with all column alignments. */
export function planetTable(words: DemoPhrases, locale: CoreLocale): string {
  const format = new Intl.NumberFormat(locale);
  const [planet, distance, radius, moons] = words.columns;
  const rows = planets.map((data, index) => {
    const cells = [
      `**${words.planets[index] ?? ""}**`,
      format.format(data.distance),
      format.format(data.radius),
      format.format(data.moons),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return `| ${planet} | ${distance} | ${radius} | ${moons} |\n| :--- | ---: | ---: | :---: |\n${rows.join("\n")}`;
}

/** A nested list, a numbered one and a task list. */
export function listParts(words: DemoPhrases): string {
  const [bread, water, flour, wheat, rye] = words.bread;
  const steps = words.steps.map((step, index) => `${index + 1}. ${step}`).join("\n");
  const tasks = words.tasks.map((task, index) => `- [${index < 2 ? "x" : " "}] ${task}`).join("\n");
  return `- ${bread}\n  - ${water}\n  - ${flour}\n    - ${wheat}\n    - ${rye}\n\n${steps}\n\n${tasks}`;
}

/** Inline and display formulas. */
export function mathsPart(words: DemoPhrases): string {
  return [
    String.raw`${words.euler} $e^{i\pi} + 1 = 0$.`,
    words.roots,
    String.raw`$$
x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}
$$`,
    words.series,
    String.raw`$$
\sum_{n=1}^{\infty} \frac{1}{n^2} = \frac{\pi^2}{6}
\qquad
\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}
$$`,
  ].join("\n\n");
}

/** Programs in the named languages, or in all. */
export function codeParts(languages: readonly string[]): string {
  const chosen = codeSamples.filter(
    (sample) => languages.length === 0 || languages.includes(sample.language),
  );
  return chosen.map((sample) => fence(sample.code, sample.language)).join("\n\n");
}

/** A reply with all supported Markdown. */
export function markdownDemo(words: DemoPhrases, locale: CoreLocale): string {
  const [text, lists, table, code, maths, quote] = words.headings;
  return [
    `## ${words.title}`,
    words.opening,
    `### ${text}`,
    words.emphasis,
    words.link,
    `### ${lists}`,
    listParts(words),
    `### ${table}`,
    planetTable(words, locale),
    `### ${code}`,
    words.inlineCode,
    codeParts(["python", "typescript", "sql"]),
    `### ${maths}`,
    mathsPart(words),
    `### ${quote}`,
    words.quote.map((line) => `> ${line}`).join("\n>\n"),
    "---",
    words.closing,
  ].join("\n\n");
}
