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

test("what can be previewed is known by its language and its beginning", () => {
  expect(previewKind("Mermaid", "graph TD")).toBe("mermaid");
  expect(previewKind("html", "<p>x")).toBe("html");
  expect(previewKind("html", "<svg viewBox='0 0 1 1'/>")).toBe("svg");
  expect(previewKind("xml", '<?xml version="1.0"?>\n<svg>')).toBe("svg");
  expect(previewKind("xml", "<note/>")).toBeNull();
  expect(previewKind("ts", "<svg>")).toBeNull();
  expect(previewKind("mermaid", "  \n")).toBeNull();
  expect(previewKind("mermaid", "x".repeat(50_001))).toBeNull();
  expect(titleOf("mermaid", "---\ntitle: Flow\n---\ngraph TD")).toBe("Flow");
  expect(titleOf("html", "<p>none</p>")).toBe("");
});
