import type { Effort } from "../../../shared/effort.ts";
import { createAiSdkProvider } from "../ai-sdk/ai-sdk-provider.ts";
import { createOpenAIProvider } from "../openai-chat/openai-provider.ts";
import type { Patience } from "../patience/call-patiently.ts";
import type { ModelFactsStore } from "../model-facts.ts";
import type { Provider } from "../provider.ts";
import type { Connection } from "./connection.ts";

/** How patient calls are, and who is told of them. */
export interface ConnectionOptions {
  patience: Patience;
  /** What is known of its models. */
  facts: ModelFactsStore;
  /** Told how long a call took to its first byte, in seconds. */
  firstByte(seconds: number): void;
  /** How long a model can be asked to think, where the operator says so; null where that is left to its name. */
  effortsSaid(model: string): readonly Effort[] | null;
}

/** The provider that speaks a connection's API. */
export function openConnection(
  { id, kind, baseUrl, apiKey, headers }: Connection,
  { patience, facts, firstByte, effortsSaid }: ConnectionOptions,
): Provider {
  if (kind !== "openai-chat") {
    const access = { kind, baseUrl, apiKey: apiKey ?? "", headers };
    return createAiSdkProvider({ name: id, access, patience, facts, firstByte });
  }
  const { timeouts, retries, retried } = patience;
  return createOpenAIProvider({
    name: id,
    ...(apiKey === null ? {} : { apiKey }),
    baseUrl,
    headers,
    timeouts,
    retries,
    facts,
    effortsSaid,
    watch: { firstByte, retried: (reason) => retried?.(reason) },
  });
}
