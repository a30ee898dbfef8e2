/** A run of text inside a block. Every string is data: nothing in a node is ever parsed as HTML. */
export type Inline =
  | { type: "text"; text: string }
  | { type: "styled"; tag: "strong" | "em" | "del"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "break" }
  /** `href` has passed `safeHref`; `external` links leave the app. */
  | { type: "link"; href: string; external: boolean; title: string; children: Inline[] }
  /** Only from this origin. */
  | { type: "image"; src: string; alt: string }
  | { type: "math"; tex: string; display: boolean };

export type Align = "left" | "center" | "right" | null;

export interface ListItem {
  /** Null for an item without a checkbox. */
  checked: boolean | null;
  children: Block[];
}

export type Block =
  /** `tight` paragraphs are in a list without space around them. */
  | { type: "paragraph"; tight: boolean; children: Inline[] }
  /** `depth` is as written (1–6), `level` the heading element that keeps the page's outline. */
  | { type: "heading"; depth: number; level: number; children: Inline[] }
  /** `finished` is false while the closing fence may still come. */
  | { type: "code"; language: string; text: string; finished: boolean }
  | { type: "quote"; children: Block[] }
  | { type: "list"; ordered: boolean; start: number; items: ListItem[] }
  | { type: "table"; align: Align[]; header: Inline[][]; rows: Inline[][][] }
  | { type: "math"; tex: string }
  | { type: "rule" };

/** Narrows a node to one type. */
export function isNode<N extends { type: string }, T extends N["type"]>(
  node: N,
  type: T,
): node is Extract<N, { type: T }> {
  return node.type === type;
}
