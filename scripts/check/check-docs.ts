import { basename, dirname, join, normalize } from "node:path";

/** File names in a page; one with a star or an angle bracket is a pattern, not a path. */
const fileName = /`((?:[\w@.-]+\/)*[\w@.-]+\.(?:tsx?|jsx?|json|toml|sql|css|html|md))`/g;
const link = /\]\(([^)\s]+)\)/g;

/**
 * One line for each missing file that a page names, in a code span that looks like a file or in a
 * link. A name without a folder may be in any folder.
 */
export function checkDocs(docs: ReadonlyMap<string, string>, files: ReadonlySet<string>): string[] {
  const names = new Set(Array.from(files, (path) => basename(path)));
  const folders = new Set(Array.from(files, (path) => dirname(path)));
  const exists = (path: string) => files.has(path) || folders.has(path.replace(/\/$/, ""));
  return Array.from(docs, ([doc, text]) => {
    const lines = text.split("\n");
    return lines.flatMap((line, index) => {
      const spans = Array.from(line.matchAll(fileName), (match) => match[1] ?? "");
      const dead = spans.filter((path) => !(path.includes("/") ? exists(path) : names.has(path)));
      const links = Array.from(line.matchAll(link), (match) => match[1] ?? "").filter(isLocal);
      const deadLinks = links.filter((target) => !exists(resolveLink(doc, target)));
      return [...dead, ...deadLinks].map(
        (path) => `${doc}:${index + 1} names ${path}, which does not exist`,
      );
    });
  }).flat();
}

const isLocal = (target: string) => !/^[a-z]+:|^#/.test(target);

function resolveLink(doc: string, target: string): string {
  return normalize(join(dirname(doc), target.replace(/#.*$/, "")));
}
