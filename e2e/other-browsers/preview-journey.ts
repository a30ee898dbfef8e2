import type { Tab } from "./tab.ts";
import { seedThread } from "../journey/seed-thread.ts";
import { expect } from "../journey/expect.ts";
import { all, count, element, named, shows } from "./find.ts";
import type { Stage } from "./main-journeys.ts";

const fence = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
const chart = JSON.stringify({
  title: "Cups by kind",
  data: { values: [{ kind: "Tea", cups: 1200 }] },
  mark: "bar",
  encoding: { x: { field: "kind" }, y: { field: "cups", type: "quantitative" } },
});
const blocks = [
  fence("mermaid", "graph TD\n  A[Tea] --> B[Cup]"),
  fence("svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9"/></svg>'),
  fence("html", "<title>Clock</title><h1>Twelve</h1>"),
  fence("vega-lite", chart),
  fence("mermaid", "graph TD\n  A[Tea] --> B[Mug]"),
];

const panel = "[data-testid=artifact]";
const isShown = `(${count(`${panel} iframe`)} === 1 && ${element(`${panel} [role=status]`)}?.textContent === "")`;
/** Names of the files that are saved from now on, and the first of their text. */
const keepSaved = `(globalThis.saved = [], globalThis.texts = [],
  HTMLAnchorElement.prototype.click = function () { saved.push(this.download); },
  URL.createObjectURL = (file) => { file.slice(0, 4).text().then((text) => texts.push(text)); return "#"; }, 1)`;

/**
 * Opens each kind of preview, one beside the text after the other. A preview is shown once its
 * frame says so, which it does after it has drawn.
 *
 * @param act clicks a button by its name
 */
export async function seePreviews(
  { tab, sql, cable }: Stage,
  act: (tab: Tab, name: string) => Promise<void>,
): Promise<void> {
  const expectIn = (expression: string) => expect.poll(() => tab.read(expression));
  // Not by its place, which changes while the page settles.
  const open = (n: number) => tab.read(`(${all(".md-preview")}[${n}].click(), true)`);
  const reply = blocks.join("\n\n");
  const { id } = await seedThread(sql, "Previews", [{ question: "Show me", reply }]);
  await tab.go(new URL(`/t/${id}`, cable.url).href);
  await expectIn(count(".md-preview")).toBe(blocks.length);
  await tab.read(keepSaved);
  for (const [n, name] of ["diagram.mmd", "picture.svg", "page.html"].entries()) {
    await open(n);
    await expectIn(isShown).toBe(true);
    await act(tab, "Download");
    await expectIn("saved.at(-1)").toBe(name);
  }
  await open(0);
  await expectIn(isShown).toBe(true);
  await act(tab, "Next version");
  await expectIn(shows("2/2")).toBe(true);
  await expectIn(isShown).toBe(true);

  await open(3);
  await expectIn(isShown).toBe(true);
  await act(tab, "Full screen");
  await expectIn(count(`${panel}[role=dialog]`)).toBe(1);
  for (const [format, start] of [
    ["SVG", "<svg"],
    ["PNG", "\ufffdPNG"],
  ] as const) {
    await act(tab, "Download");
    await expectIn(`${named(format)} !== undefined`).toBe(true);
    await act(tab, format);
    await expectIn("saved.at(-1)").toBe(`chart.${format.toLowerCase()}`);
    await expectIn("texts.at(-1)").toBe(start);
  }
  await act(tab, "Data");
  await expectIn(`${all(`${panel} tr`)}.map((row) => row.innerText.split(/\\s+/).join())`).toEqual([
    "kind,cups",
    "Tea,1200",
  ]);
  await act(tab, "Exit full screen");
  await act(tab, "Close");
  await expectIn(count(panel)).toBe(0);
}
