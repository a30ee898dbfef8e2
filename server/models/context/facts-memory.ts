import { type ModelFacts, type ModelFactsStore, noFacts } from "../model-facts.ts";

/** What a node remembers of the models of one server; models are few, operators name them. */
export interface FactsMemory {
  recall(model: string): Promise<ModelFacts>;
  /** Remembers what has been found out about a model, beside what is known. */
  learn(model: string, facts: ModelFacts): Promise<void>;
}

/** What is remembered here is read again after so long, in milliseconds: other nodes learn too. */
const trustedMs = 30_000;

/**
 * An empty memory.
 *
 * @param store where facts outlive the process; undefined where they need not
 */
export function createFactsMemory(store: ModelFactsStore | undefined): FactsMemory {
  const models = new Map<string, { facts: ModelFacts; readAt: number }>();
  const keep = (model: string, facts: ModelFacts) => {
    models.set(model, { facts, readAt: performance.now() });
    return facts;
  };
  return {
    async recall(model) {
      const held = models.get(model);
      if (held && (!store || performance.now() - held.readAt < trustedMs)) return held.facts;
      const stored = await store?.read(model).catch(() => held?.facts);
      return keep(model, stored ?? noFacts);
    },
    async learn(model, facts) {
      if (models.get(model)?.facts === facts) return;
      keep(model, facts);
      await store?.write(model, facts);
    },
  };
}
