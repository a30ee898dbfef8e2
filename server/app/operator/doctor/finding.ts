/** How bad a finding is: a `problem` keeps the server, or a part of it, from working. */
export type Level = "fine" | "warning" | "problem";

/** One thing that the doctor has looked at. */
export interface Finding {
  level: Level;
  /** What was looked at, in a word or two, such as `database`. */
  about: string;
  /** What was found, as a sentence without a full stop. Contains no secrets. */
  says: string;
  /** What to do about it; omitted when there is nothing to do. */
  advice?: string;
}

/** A finding with nothing to do. */
export function fine(about: string, says: string): Finding {
  return { level: "fine", about, says };
}

/** A finding that keeps nothing from working today. */
export function warning(about: string, says: string, advice: string): Finding {
  return { level: "warning", about, says, advice };
}

/** A finding that keeps something from working. */
export function problem(about: string, says: string, advice: string): Finding {
  return { level: "problem", about, says, advice };
}

/** The reason in the words of whatever failed: the innermost cause. */
export function reasonOf(error: unknown): string {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  if (!(root instanceof Error)) return String(root);
  return root.message || root.name;
}

const marks: Record<Level, string> = { fine: "ok      ", warning: "warning ", problem: "PROBLEM " };

/** The finding as lines for a terminal. */
export function printFinding({ level, about, says, advice }: Finding): string {
  const line = `${marks[level]} ${about.padEnd(14)} ${says}`;
  return advice === undefined ? line : `${line}\n${" ".repeat(24)}→ ${advice}`;
}
