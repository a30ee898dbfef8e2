import type { Metrics } from "../platform/metrics/create-metrics.ts";
import { type Provider, ProviderError, type ReplySink } from "./provider.ts";

/** Metrics of a provider's calls. */
export type ProviderMetrics = Pick<
  Metrics,
  "providerCalls" | "providerFirstByte" | "providerRetries" | "tokens" | "modelLabel"
>;

/** Wraps a provider to count its calls, their outcomes and their usage. */
export function measureProvider(provider: Provider, metrics: ProviderMetrics): Provider {
  const { name } = provider;
  return {
    ...provider,
    async stream(request, sink) {
      const startedAt = performance.now();
      const ended = (outcome: string) =>
        metrics.providerCalls.observe(
          { provider: name, outcome },
          (performance.now() - startedAt) / 1_000,
        );
      try {
        const end = await provider.stream(request, sink);
        const { usage } = end;
        ended("completed");
        if (usage) {
          const model = metrics.modelLabel(request.model);
          metrics.tokens.inc({ direction: "in", model }, usage.inputTokens);
          metrics.tokens.inc({ direction: "out", model }, usage.outputTokens);
        }
        return end;
      } catch (error) {
        ended(outcomeOf(error, sink));
        throw error;
      }
    },
  };
}

function outcomeOf(error: unknown, { signal }: ReplySink): string {
  if (signal.aborted) return "aborted";
  return error instanceof ProviderError ? error.code : "internal";
}
