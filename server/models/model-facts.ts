import { z } from "zod";

/** What a server has been found to be like with one model, told by what it refused. */
export interface ModelFacts {
  /** Parameters and abilities that it does not have, as `findRefusedParameter` names them. */
  refused: ReadonlySet<string>;
  /** The context window that a refusal named, in tokens; null while none has. */
  window: number | null;
  /** Longest prompt that is worth sending, in tokens by estimate; null while none was too long. */
  mostPrompt: number | null;
}

/** Nothing is known. */
export const noFacts: ModelFacts = { refused: new Set(), window: null, mostPrompt: null };

/** Facts that outlive the process, and that all nodes share. */
export interface ModelFactsStore {
  /** @returns null where nothing is known, or what was known is too old */
  read(model: string): Promise<ModelFacts | null>;
  write(model: string, facts: ModelFacts): Promise<void>;
}

/** Facts as the database has them. */
export const storedFactsSchema = z.object({
  refused: z.array(z.string()),
  window: z.number().int().positive().nullable(),
  mostPrompt: z.number().int().positive().nullable(),
});
