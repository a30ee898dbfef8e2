/** A template as it was read: what stands between its actions, and the actions. */
export type Node =
  | { kind: "text"; text: string }
  | { kind: "print"; value: Expression }
  | { kind: "if"; value: Expression; body: Node[]; otherwise: Node[] }
  | { kind: "with"; value: Expression; body: Node[]; otherwise: Node[] }
  | { kind: "range"; key: string; item: string; value: Expression; body: Node[] }
  | { kind: "define"; name: string; body: Node[] };

/** What an action prints or tests. */
export type Expression =
  | { kind: "literal"; value: string | number | boolean }
  | { kind: "path"; from: "." | `$${string}`; keys: string[] }
  | { kind: "call"; name: string; words: Expression[] };
