import { createDeltaCleaner } from "./clean-deltas.ts";
import { createThoughtSplitter, type Piece } from "./split-thoughts.ts";

/** Makes of what a server says what can be stored and shown: clean text, thoughts apart from words. */
export interface PieceRefiner {
  push(piece: { kind: "text" | "thought"; text: string }): Piece[];
  /** What was held back at the end. */
  flush(): Piece[];
}

/** Makes the refiner of one reply. */
export function createPieceRefiner(): PieceRefiner {
  const splitter = createThoughtSplitter();
  const cleaners = { text: createDeltaCleaner(), thought: createDeltaCleaner() };
  const clean = (kind: "text" | "thought", text: string): string => cleaners[kind].push(text);
  return {
    push({ kind, text }) {
      const cleaned = clean(kind, text);
      if (cleaned === "") return [];
      if (kind === "text") return splitter.push(cleaned);
      splitter.seeThoughts();
      return [{ kind, text: cleaned }];
    },
    flush() {
      const thought = cleaners.thought.flush();
      const pieces = thought === "" ? [] : [{ kind: "thought" as const, text: thought }];
      const text = cleaners.text.flush();
      return [...pieces, ...splitter.push(text), ...splitter.flush()];
    },
  };
}
