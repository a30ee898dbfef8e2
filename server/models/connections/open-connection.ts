import type { Effort } from "../../../shared/effort.ts";
import { createAiSdkProvider } from "../ai-sdk/ai-sdk-provider.ts";
import { createOpenAIProvider } from "../openai-chat/openai-provider.ts";
import type { Patience } from "../patience/call-patiently.ts";
import type { ModelFactsStore } from "../model-facts.ts";
import type { ServerProvider } from "../provider.ts";
import type { Connection } from "./connection.ts";

/** Timeouts, retries and callbacks of calls. */
export interface ConnectionOptions {
  patience: Patience;
  /** Persisted facts about its models. */
  facts: ModelFactsStore;
  /** Called with the time to a call's first byte, in seconds. */
  firstByte(seconds: number): void;
  /** Headers of each call besides the connection's own, such as its trace; absent or undefined for none. */
  headersOfCall?(): Readonly<Record<string, string>> | undefined;
  /** A model's efforts as configured by the operator; null derives them from its name. */
  effortsSaid(model: string): readonly Effort[] | null;
}

/** Creates the provider for a connection's API. */
export function openConnection(
  { id, kind, baseUrl, apiKey, headers }: Connection,
  { patience, facts, firstByte, headersOfCall, effortsSaid }: ConnectionOptions,
): ServerProvider {
  const own = headersOfCall ? { headersOfCall } : {};
  if (kind !== "openai-chat") {
    const access = { kind, baseUrl, apiKey: apiKey ?? "", headers, ...own };
    return createAiSdkProvider({ name: id, access, patience, facts, firstByte, effortsSaid });
  }
  const { timeouts, retries, retried } = patience;
  return createOpenAIProvider({
    name: id,
    ...(apiKey === null ? {} : { apiKey }),
    baseUrl,
    headers,
    ...own,
    timeouts,
    retries,
    facts,
    effortsSaid,
    watch: { firstByte, retried: (reason) => retried?.(reason) },
  });
}
