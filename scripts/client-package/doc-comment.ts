import type { NodeHandle } from "typescript/unstable/async";
import type { Node } from "typescript/unstable/ast";
import type { Sources } from "./open-program.ts";

/** The documentation of the project's own declarations, with a line break; empty without any. */
export async function docOf(
  { root, project }: Sources,
  declarations: readonly NodeHandle[],
): Promise<string> {
  for (const handle of declarations) {
    if (!handle.path.startsWith(root.toLowerCase()) && !handle.path.startsWith(root)) continue;
    if (handle.path.includes("node_modules/")) continue;
    const node = await handle.resolve(project);
    const doc = node ? commentBefore(node) : "";
    if (doc !== "") return doc;
  }
  return "";
}

/** The comment right before a declaration. */
export function commentBefore(node: Node): string {
  const { text } = node.getSourceFile();
  const before = text.slice(node.getFullStart(), node.getStart());
  const begin = before.lastIndexOf("/**");
  if (begin === -1) return "";
  const end = before.indexOf("*/", begin) + 2;
  // Comments of the sources are indented with what they describe.
  return `${before.slice(begin, end).replace(/\n[ \t]+\*/g, "\n *")}\n`;
}
