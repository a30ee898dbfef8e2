import { z } from "zod";

/** Facts about a server with one model, learned from its rejections. */
export interface ModelFacts {
  /** Parameters and abilities that it lacks, named as by `findRefusedParameter`. */
  refused: ReadonlySet<string>;
  /** The context window that a rejection named, in tokens; null without one. */
  window: number | null;
  /** Longest prompt worth sending, in estimated tokens; null while none was too long. */
  mostPrompt: number | null;
}

/** Nothing is known. */
export const noFacts: ModelFacts = { refused: new Set(), window: null, mostPrompt: null };

/** The new facts, or the known ones if nothing has changed. */
export function withFound(known: ModelFacts, found: ModelFacts): ModelFacts {
  const isNews =
    found.window !== known.window ||
    found.mostPrompt !== known.mostPrompt ||
    found.refused.symmetricDifference(known.refused).size > 0;
  return isNews ? found : known;
}

/** Persisted facts, shared by all nodes. */
export interface ModelFactsStore {
  /** @returns null when nothing is known, or only outdated facts */
  read(model: string): Promise<ModelFacts | null>;
  write(model: string, facts: ModelFacts): Promise<void>;
}

/** Facts as stored in the database. */
export const storedFactsSchema = z.object({
  refused: z.array(z.string()),
  window: z.number().int().positive().nullable(),
  mostPrompt: z.number().int().positive().nullable(),
});
