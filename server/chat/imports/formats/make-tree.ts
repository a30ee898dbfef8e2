import type { ImportedFile, ImportedMessage } from "../imported-chat.ts";
import { makeContent, type Piece } from "./make-parts.ts";

/** A node of a chat's tree in an export. */
export interface TreeNode {
  key: string;
  parent: string | null;
  /** Null for a node that is not shown, such as a system prompt; its children move up. */
  role: "user" | "assistant" | null;
  pieces: Piece[];
  model: string | null;
  at: number | null;
  files: ImportedFile[];
}

/** The messages of a tree. */
export interface Tree {
  /** Each after its parent. */
  messages: ImportedMessage[];
  /** The message that a node has become, or the nearest above it; null for none. */
  messageOf(key: string | null): string | null;
}

/** Longest way from a node to the message above it; more is no export. */
const mostHidden = 1_000;

/** Longest name of a model that is kept, in UTF-16 code units: every reply has a copy of it. */
const mostOfModel = 200;

/**
 * Makes messages of the nodes of an export, whatever their order. Hidden and empty nodes are left
 * out, and several steps of one reply become one message. Nodes in a circle are left out.
 *
 * @param startedAt the time of nodes without one
 */
export function makeTree(nodes: readonly TreeNode[], startedAt: number): Tree {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const children = new Map<string | null, TreeNode[]>();
  for (const node of nodes) {
    const parent = node.parent !== null && byKey.has(node.parent) ? node.parent : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(node);
    else children.set(parent, [node]);
  }
  const made = new Map<string, Draft>();
  /** By node, the message it has become. */
  const messageOfNode = new Map<string, string | null>();
  // Without recursion: a chat may be thousands of messages deep.
  const open: { node: TreeNode; above: string | null; isOnly: boolean }[] = [];
  const push = (parent: string | null, above: string | null) => {
    const below = children.get(parent) ?? [];
    for (const node of below.toReversed())
      open.push({ node, above, isOnly: parent !== null && below.length === 1 });
  };
  push(null, null);
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, above, isOnly } = next;
    const key = place(made, { node, above, isOnly });
    messageOfNode.set(node.key, key);
    push(node.key, key);
  }
  return {
    messages: [...made.values()].map((draft) => toMessage(draft, startedAt)),
    messageOf(key) {
      let at = key;
      for (let i = 0; at !== null && i < mostHidden; i++) {
        const found = messageOfNode.get(at);
        if (found !== undefined) return found;
        at = byKey.get(at)?.parent ?? null;
      }
      return null;
    },
  };
}

interface Draft {
  key: string;
  parent: string | null;
  role: "user" | "assistant";
  pieces: Piece[];
  model: string | null;
  at: number | null;
  files: ImportedFile[];
}

/** Makes a message of a node, or adds it to the reply above. Returns the message it belongs to. */
function place(
  made: Map<string, Draft>,
  { node, above, isOnly }: { node: TreeNode; above: string | null; isOnly: boolean },
): string | null {
  const { role, pieces, files, model } = node;
  const isEmpty = files.length === 0 && pieces.every(({ text }) => text.trim() === "");
  if (role === null || isEmpty) return above;
  const before = above === null ? undefined : made.get(above);
  // The steps of one reply, with calls of tools in between.
  if (role === "assistant" && before?.role === "assistant" && isOnly) {
    before.pieces.push(...pieces);
    before.files.push(...files);
    before.model ??= model;
    return above;
  }
  const { key, at } = node;
  made.set(key, { key, parent: above, role, pieces: [...pieces], model, at, files: [...files] });
  return key;
}

function toMessage(
  { key, parent, role, pieces, model, at: time, files }: Draft,
  startedAt: number,
): ImportedMessage {
  const at = time ?? startedAt;
  const { text, parts } =
    role === "assistant"
      ? makeContent(pieces, at)
      : { text: pieces.map((piece) => piece.text).join("\n\n"), parts: null };
  const author =
    role === "assistant" ? (model?.slice(0, mostOfModel).toWellFormed() ?? null) : null;
  return { key, parent, role, text, parts, model: author, at, files };
}
