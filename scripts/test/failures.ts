import { relative } from "node:path";

/** A test file in an error or its stack. */
const origin = /(?<= from '|\(|^ +at )(\/[^\s()':]+\.(?:test|e2e|fault)\.tsx?)(?=:\d+:\d+\)?$|'$)/m;

/** Number of lines of a failing test's output to repeat: bun's diff and stack fit. */
const shownLines = 60;

/** A failed test, or an error outside of tests. */
interface Failure {
  /** As it is printed, with a colon. */
  file: string;
  /** The output before the last line. */
  text: string[];
  /** Names the test; null for an error outside of tests. */
  last: string | null;
}

/**
 * Extracts the output of each failed test from that of `bun test`: its file, its error and its
 * name. They are repeated at the end of a run of thousands of tests, where readers look.
 *
 * @param root the folder that the tests ran in
 */
export function readFailures(printed: string, root: string): string[] {
  const failures = splitFailures(printed);
  for (const each of failures) {
    const [path] = origin.exec(each.text.join("\n")) ?? [];
    const own = path === undefined ? each.file : `${relative(root, path)}:`;
    if (own === each.file) continue;
    // Of files that run side by side, an error may be printed with the failure after its own.
    const silent = failures.find((other) => other.file === own && other.text.join("") === "");
    if (each.last === null) each.file = own;
    else if (silent) [silent.text, each.text] = [each.text, []];
  }
  return failures.map(({ file, text, last }) =>
    [file, ...[...text, last ?? ""].slice(-shownLines)].filter((line) => line !== "").join("\n"),
  );
}

function splitFailures(printed: string): Failure[] {
  const failures: Failure[] = [];
  let file = "";
  let lines: string[] = [];
  const end = (last: string | null) => {
    failures.push({ file, text: lines, last });
    lines = [];
  };
  for (const line of Bun.stripANSI(printed).split("\n")) {
    if (/^\d+ tests? failed:$/.test(line)) break;
    if (/^\S+\.tsx?:$/.test(line)) {
      file = line;
      lines = [];
      continue;
    }
    // The cross marks a file whose process ended, of several that run side by side.
    if (line.startsWith("(fail) ") || line.startsWith("✗ ")) {
      end(line);
      continue;
    }
    lines.push(line);
    if (/^\((?:pass|skip|todo)\) /.test(line)) lines = [];
    // An error outside of tests is between two such rules.
    if (line.startsWith("# Unhandled error")) lines = [line];
    if (/^-{20,}$/.test(line) && lines.length > 2 && lines[0]?.startsWith("# ")) end(null);
  }
  return failures;
}
