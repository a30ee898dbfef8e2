import { expect, test } from "bun:test";
import { titleOf } from "./artifact-title.ts";
import { previewKind } from "./preview-kind.ts";
import { type Artifact, versionsOf } from "./versions.ts";

const mermaid = (text: string): Artifact => ({ kind: "mermaid", text });
const html = (text: string): Artifact => ({ kind: "html", text });

test("blocks that share most lines, or a title, are versions of one artifact, in order", () => {
  const first = mermaid("graph TD\nA-->B\nB-->C");
  const other = mermaid("sequenceDiagram\nAnn->>Bob: Hi");
  const second = mermaid("graph TD\nA-->B\nB-->D");
  const third = mermaid("graph TD\nA-->B\nB-->D\nD-->E\nE-->F");
  const all = [first, other, second, third];
  for (const chosen of [first, second, third])
    expect(versionsOf(chosen, all)).toEqual([first, second, third]);
  expect(versionsOf(other, all)).toEqual([other]);

  const page = html("<title>Clock</title>\n<p>one</p>");
  const rewritten = html("<title>Clock</title>\n<div>\nall\nnew\n</div>");
  expect(versionsOf(page, [page, first, rewritten])).toEqual([page, rewritten]);
});

test("charts are versions by their title or their values, not by their line breaks", () => {
  const chart = (spec: object): Artifact => ({ kind: "vega-lite", text: JSON.stringify(spec) });
  const sales = { title: "Sales", mark: "bar", data: { values: [{ m: "Jan", n: 28 }] } };
  const first = chart(sales);
  const longer = chart({
    ...sales,
    title: "Sales, by month",
    data: { values: [{ m: "Dec", n: 3 }, ...sales.data.values] },
  });
  const redrawn: Artifact = {
    kind: "vega-lite",
    text: JSON.stringify({ ...sales, mark: "line", data: { values: [] } }, null, 2),
  };
  const other = chart({ title: "Rain", mark: "bar", data: { values: [{ d: 1, mm: 4 }] } });
  const all = [first, other, longer, redrawn];
  expect(versionsOf(first, all)).toEqual([first, longer, redrawn]);
  expect(versionsOf(other, all)).toEqual([other]);
  const cut: Artifact = { kind: "vega-lite", text: '{"title": "Sales", "mark": ' };
  expect(versionsOf(cut, [first, cut])).toEqual([cut]);
});

test("what can be previewed is known by its language and its beginning", () => {
  expect(previewKind("Mermaid", "graph TD")).toBe("mermaid");
  expect(previewKind("html", "<p>x")).toBe("html");
  expect(previewKind("html", "<svg viewBox='0 0 1 1'/>")).toBe("svg");
  expect(previewKind("xml", '<?xml version="1.0"?>\n<svg>')).toBe("svg");
  expect(previewKind("xml", "<note/>")).toBeNull();
  expect(previewKind("ts", "<svg>")).toBeNull();
  expect(previewKind("mermaid", "  \n")).toBeNull();
  expect(previewKind("mermaid", "x".repeat(50_001))).toBeNull();
  expect(previewKind("vega-lite", "{}")).toBe("vega-lite");
  expect(previewKind("Vega", "{}")).toBe("vega");
  expect(previewKind("vega-lite", "x".repeat(10_000_000))).toBeNull();
  const schema = '{\n  "$schema": "https://vega.github.io/schema/vega-lite/v5.json"}';
  expect(previewKind("json", schema)).toBe("vega-lite");
  expect(previewKind("json", schema.replace("-lite", ""))).toBe("vega");
  expect(previewKind("json", '{"$schema": "https://json-schema.org/draft"}')).toBeNull();
  expect(titleOf("mermaid", "---\ntitle: Flow\n---\ngraph TD")).toBe("Flow");
  expect(titleOf("html", "<p>none</p>")).toBe("");
  expect(titleOf("vega-lite", '{"title": "Rain"}')).toBe("Rain");
  expect(titleOf("vega-lite", '{"title": {"text": ["Rain", "in May"]}}')).toBe("Rain in May");
  expect(titleOf("vega-lite", '{"encoding": {"x": {"title": "Day"}}}')).toBe("");
  expect(titleOf("vega", '{"title": "Ra')).toBe("");
});
