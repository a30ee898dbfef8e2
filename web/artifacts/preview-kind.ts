/** What can be shown as a picture or a page. */
export type PreviewKind = "html" | "svg" | "mermaid";

/** Largest source that is previewed, in UTF-16 code units. Mermaid itself reads no longer text. */
const maxSource: Readonly<Record<PreviewKind, number>> = {
  html: 1_000_000,
  svg: 1_000_000,
  mermaid: 50_000,
};

/** Start of an SVG document, perhaps after a declaration. */
const svgStart = /^\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<svg[\s>]/i;

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
      return svgStart.test(text.slice(0, 500)) ? "svg" : "html";
    case "svg":
    case "xml":
      return svgStart.test(text.slice(0, 500)) ? "svg" : null;
    default:
      return null;
  }
}
