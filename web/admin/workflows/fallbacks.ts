/** Which models stand in: those of the server's file, the assistant's own list, or none. */
export type FallbackChoice = "server" | "own" | "none";

/** What a definition's list means. */
export function fallbackChoiceOf(fallbacks: readonly string[] | null): FallbackChoice {
  if (fallbacks === null) return "server";
  return fallbacks.length > 0 ? "own" : "none";
}

/** The definition's list: rows that are still empty are left out. */
export function fallbacksOf(choice: FallbackChoice, rows: readonly string[]): string[] | null {
  switch (choice) {
    case "server":
      return null;
    case "none":
      return [];
    case "own":
      return rows.map((row) => row.trim()).filter((row) => row !== "");
  }
}

/** The rows with one moved before its neighbour. */
export function moveUp(rows: readonly string[], index: number): string[] {
  const row = rows[index];
  return row === undefined || index === 0
    ? [...rows]
    : rows.toSpliced(index, 1).toSpliced(index - 1, 0, row);
}
