/** Of what a failing test printed, as many lines are shown again: bun's diff and stack fit. */
const shownLines = 60;

/**
 * Reads what `bun test` printed for each test that failed: its file, its error and its name. At the
 * end of a run of thousands of tests, these are shown again, where a reader looks.
 */
export function readFailures(printed: string): string[] {
  const failures: string[] = [];
  let file = "";
  let lines: string[] = [];
  const end = () => {
    failures.push([file, ...lines.slice(-shownLines)].filter((line) => line !== "").join("\n"));
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
    if (line.startsWith("(fail) ")) end();
    // An error outside of tests stands between two such rules.
    if (line.startsWith("# Unhandled error")) lines = [line];
    if (/^-{20,}$/.test(line) && lines.length > 2 && lines[0]?.startsWith("# ")) end();
  }
  return failures;
}
