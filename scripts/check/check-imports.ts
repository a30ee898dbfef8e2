import { dirname, join } from "node:path";
import { breachOf, type Edge, isProduct } from "./import-rules.ts";
import { readImports } from "./read-imports.ts";
import { findRoomCircles } from "./room-circles.ts";

/** Source code by path from the project's root. */
export type Sources = ReadonlyMap<string, string>;

/** One line for each import that breaks a rule or closes a circle of rooms: where, what and why. */
export function checkImports(sources: Sources, dependencies: ReadonlySet<string>): string[] {
  const edges = Array.from(sources, ([path, source]) =>
    readImports(source).map((found) => ({ ...found, edge: toEdge(path, found) })),
  ).flat();
  const zodRunners = filesThatRunZod(edges.map(({ edge }) => edge));
  const facts = { dependencies, runsZod: (file: string) => zodRunners.has(file) };
  const breaches = edges.flatMap(({ edge, line, specifier }) => {
    const reason = breachOf(edge, facts);
    return reason ? [`${edge.from}:${line} imports ${specifier}: ${reason}`] : [];
  });
  return [...breaches, ...findRoomCircles(edges.filter(({ edge }) => isProduct(edge.from)))];
}

function toEdge(from: string, found: { specifier: string; typeOnly: boolean }): Edge {
  const { specifier, typeOnly } = found;
  if (specifier.startsWith(".")) {
    return { from, file: join(dirname(from), specifier), package: null, typeOnly };
  }
  const parts = specifier.split("/");
  const name = parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  return { from, file: null, package: name, typeOnly };
}

/** Follows the importers of zod, and theirs, until there are no new ones. */
function filesThatRunZod(edges: readonly Edge[]): Set<string> {
  const atRunTime = edges.filter((edge) => !edge.typeOnly);
  const found = new Set<string>();
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const edge of atRunTime) {
      if (edge.package === "zod" || (edge.file && found.has(edge.file))) found.add(edge.from);
    }
  }
  return found;
}
