import { type Symbol, SymbolFlags } from "typescript/unstable/async";
import { type Node, SyntaxKind } from "typescript/unstable/ast";
import type { Printing } from "./print-type.ts";

/** Types of the standard that browsers, Bun and Node.js all declare for programs. */
const everywhere: ReadonlySet<string> = new Set([
  "AbortSignal",
  "Blob",
  "Request",
  "RequestInit",
  "Response",
  "URL",
]);

/**
 * The source text of a type, or of a declaration with types, under the names of the package. What
 * it refers to will be described too; throws for a type of a library.
 */
export async function printSource(to: Printing, node: Node): Promise<string> {
  const begin = node.getStart();
  let text = node.getText();
  const found = referencesIn(node);
  const symbols = await to.sources.checker.getSymbolAtLocation(found);
  // From the end, because a replacement moves what follows.
  for (let i = found.length - 1; i >= 0; i--) {
    const [reference, symbol] = [found[i], symbols[i]];
    if (!reference || !symbol) throw new Error(`unknown type ${reference?.getText()} in ${text}`);
    const name = await nameOf(to, symbol);
    if (name === null) continue;
    const [from, end] = [reference.getStart() - begin, reference.getEnd() - begin];
    text = text.slice(0, from) + name + text.slice(end);
  }
  return text;
}

/** The names of types within a node, in the order of the text. */
function referencesIn(node: Node): Node[] {
  const found: Node[] = [];
  const visit = (each: Node) => {
    const isName = each.kind === SyntaxKind.Identifier;
    const { kind } = each.parent;
    const isOfType =
      kind === SyntaxKind.TypeReference || kind === SyntaxKind.ExpressionWithTypeArguments;
    if (isName && isOfType) found.push(each);
    each.forEachChild(visit);
  };
  node.forEachChild(visit);
  // A reference alone, such as the type of a parameter.
  if (found.length === 0 && node.kind === SyntaxKind.Identifier) found.push(node);
  return found.sort((a, b) => a.getStart() - b.getStart());
}

/** Null for what keeps its own name: a type parameter, or a type of the language. */
async function nameOf({ sources, names }: Printing, symbol: Symbol): Promise<string | null> {
  const isAlias = (symbol.flags & SymbolFlags.Alias) !== 0;
  const target = isAlias ? await sources.checker.getAliasedSymbol(symbol) : symbol;
  if ((target.flags & SymbolFlags.TypeParameter) !== 0) return null;
  if (sources.fileOf(target) !== null) return names.of(target);
  const isLanguages = target.declarations.some(({ path }) => /\/lib\.es[\w.]+\.d\.ts$/.test(path));
  if (isLanguages || everywhere.has(target.name)) return null;
  throw new Error(`${target.name} is of a library: ${target.declarations[0]?.path}`);
}
