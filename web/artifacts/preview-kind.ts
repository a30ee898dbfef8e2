import { svgRootAt } from "./svg-root.ts";

/** What can be shown as a picture or a page. */
export type PreviewKind = "html" | "svg" | "mermaid" | "vega" | "vega-lite";

/** Largest source that is previewed, in UTF-16 code units. Mermaid itself reads no longer text. */
const maxSource: Readonly<Record<PreviewKind, number>> = {
  html: 1_000_000,
  svg: 1_000_000,
  mermaid: 50_000,
  vega: 1_000_000,
  "vega-lite": 1_000_000,
};

/** The schema that a chart's JSON names near its start. */
const chartSchema =
  /"\$schema"\s{0,9}:\s{0,9}"https?:\/\/vega\.github\.io\/schema\/(vega|vega-lite)\//;

/** How a code block can be previewed; null if it cannot. */
export function previewKind(language: string, text: string): PreviewKind | null {
  const kind = kindOf(language.toLowerCase(), text);
  return kind && text.trim() !== "" && text.length <= maxSource[kind] ? kind : null;
}

function kindOf(language: string, text: string): PreviewKind | null {
  switch (language) {
    case "mermaid":
    case "mmd":
      return "mermaid";
    case "html":
    case "htm":
    case "xhtml":
      return svgRootAt(text) === -1 ? "html" : "svg";
    case "svg":
    case "xml":
      return svgRootAt(text) === -1 ? null : "svg";
    case "vega-lite":
    case "vegalite":
    case "vega_lite":
    case "vl":
      return "vega-lite";
    case "vega":
      return "vega";
    case "json": {
      const schema = chartSchema.exec(text.slice(0, 1_000))?.[1];
      return schema === "vega" || schema === "vega-lite" ? schema : null;
    }
    default:
      return null;
  }
}
