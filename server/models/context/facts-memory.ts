import { type ModelFacts, type ModelFactsStore, noFacts } from "../model-facts.ts";

/**
 * A node's cache of facts about one server's models. Models are few, because operators name them.
 */
export interface FactsMemory {
  recall(model: string): Promise<ModelFacts>;
  /** Adds newly learned facts about a model. */
  learn(model: string, facts: ModelFacts): Promise<void>;
}

/** Facts are read again after this time, in milliseconds, because other nodes learn too. */
const trustedMs = 30_000;

/**
 * Creates an empty cache.
 *
 * @param store persists facts; undefined if they need not outlive the process
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
