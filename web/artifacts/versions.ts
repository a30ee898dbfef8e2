import { titleOf } from "./artifact-title.ts";
import { chartFacts } from "./chart-facts.ts";
import { isChart } from "./is-chart.ts";
import type { PreviewKind } from "./preview-kind.ts";

/** A block of code that can be previewed. */
export interface Artifact {
  kind: PreviewKind;
  text: string;
}

/** Share of common lines from which two texts are versions of one artifact. */
const sameFrom = 0.5;

/** Lines of a text that are compared. */
const maxLines = 2_000;

/**
 * The versions of an artifact among a conversation's, in order: those of its kind that have its
 * title, or half of the lines of another version. Of charts, values count instead of lines.
 */
export function versionsOf<A extends Artifact>(chosen: A, all: readonly A[]): A[] {
  const others = all.filter((one) => one !== chosen && one.kind === chosen.kind).map(described);
  const found = [described(chosen)];
  const versions = new Set([chosen]);
  for (let next = found.pop(); next; next = found.pop()) {
    for (const other of others) {
      if (versions.has(other.artifact) || !areVersions(next, other)) continue;
      versions.add(other.artifact);
      found.push(other);
    }
  }
  return all.filter((one) => versions.has(one));
}

interface Described<A> {
  artifact: A;
  title: string;
  lines: ReadonlySet<string>;
}

function described<A extends Artifact>(artifact: A): Described<A> {
  return {
    artifact,
    title: titleOf(artifact.kind, artifact.text),
    lines:
      (isChart(artifact.kind) ? chartFacts(artifact.text, maxLines) : null) ??
      linesOf(artifact.text),
  };
}

function linesOf(text: string): ReadonlySet<string> {
  const lines = text.split("\n", maxLines).map((line) => line.trim());
  return new Set(lines.filter((line) => line !== ""));
}

function areVersions(a: Described<unknown>, b: Described<unknown>): boolean {
  if (a.title !== "" && a.title === b.title) return true;
  const [few, many] = a.lines.size < b.lines.size ? [a.lines, b.lines] : [b.lines, a.lines];
  const common = Array.from(few).filter((line) => many.has(line)).length;
  return few.size > 0 && common / few.size >= sameFrom && few.size * 4 >= many.size;
}
