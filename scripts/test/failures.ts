import { relative } from "node:path";

/**
 * A test file in an error or its stack. What it says may be printed below the name of a file that
 * runs beside it.
 */
const origin = /(?<= from '|\(|^ +at )(\/[^\s()':]+\.(?:test|e2e|fault)\.tsx?)(?=:\d+:\d+\)?$|'$)/m;

/** Number of lines of a failing test's output to repeat: bun's diff and stack fit. */
const shownLines = 60;

/**
 * Extracts the output of each failed test from that of `bun test`: its file, its error and its
 * name. They are repeated at the end of a run of thousands of tests, where readers look.
 *
 * @param root the folder that the tests ran in
 */
export function readFailures(printed: string, root: string): string[] {
  const failures: string[] = [];
  let file = "";
  let lines: string[] = [];
  const end = () => {
    const [path] = origin.exec(lines.join("\n")) ?? [];
    const name = path === undefined ? file : `${relative(root, path)}:`;
    failures.push([name, ...lines.slice(-shownLines)].filter((line) => line !== "").join("\n"));
    lines = [];
  };
  for (const line of Bun.stripANSI(printed).split("\n")) {
    if (/^\d+ tests? failed:$/.test(line)) break;
    if (/^\S+\.tsx?:$/.test(line)) {
      file = line;
      lines = [];
      continue;
    }
    lines.push(line);
    if (/^\((?:pass|skip|todo)\) /.test(line)) lines = [];
    // The cross marks a file whose process ended, of several that run side by side.
    if (line.startsWith("(fail) ") || line.startsWith("✗ ")) end();
    // An error outside of tests is between two such rules.
    if (line.startsWith("# Unhandled error")) lines = [line];
    if (/^-{20,}$/.test(line) && lines.length > 2 && lines[0]?.startsWith("# ")) end();
  }
  return failures;
}
