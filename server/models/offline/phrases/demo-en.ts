import type { DemoPhrases } from "./phrases.ts";

export const englishDemo: DemoPhrases = {
  title: "A tour of Markdown",
  opening:
    "Everything below is a stored sample that shows how replies are rendered while they arrive.",
  headings: ["Text", "Lists", "Table", "Code", "Formulas", "Quote"],
  emphasis:
    "Words can be **bold**, *italic*, ***both***, ~~struck out~~ or `code`.  \nA line can break without starting a new paragraph.",
  link: "Links open in a new tab: [the Markdown guide](https://www.markdownguide.org) or a bare address, https://commonmark.org.",
  bread: ["Bread", "Water, 350 g", "Flour, 500 g", "two thirds wheat", "one third rye"],
  steps: ["Mix, and wait for an hour.", "Shape the loaf.", "Bake at 240 °C for 40 minutes."],
  tasks: ["Buy flour", "Feed the sourdough", "Invite the neighbours"],
  columns: ["Planet", "Distance from the sun (million km)", "Radius (km)", "Moons"],
  planets: ["Mercury", "Venus", "Earth", "Mars"],
  inlineCode: "`print(primes(50))` prints the primes up to fifty; so do the other two.",
  euler: "Formulas stand in a line, such as Euler's",
  roots: "or on their own, such as the roots of a quadratic equation",
  series: "and two results that surprise everyone once:",
  quote: ["Simplicity is prerequisite for reliability.", "— *Edsger W. Dijkstra*"],
  closing: "Try `show me a table`, `write a code example in Rust` or `long demo` next.",
  storedSample: "_A stored sample: I do not compose new ones._",
  storedCode: (languages) =>
    `_Stored samples: I do not write new programs. There is one for ${languages}._`,
};
