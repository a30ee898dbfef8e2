import type { ProviderConfig } from "../config.ts";
import { createOfflineProvider } from "./offline/offline-provider.ts";
import type { ThreadArchive } from "./offline/thread-archive.ts";
import { createOpenAIProvider } from "./openai/openai-provider.ts";
import { measureProvider, type ProviderMetrics } from "./measure-provider.ts";
import type { Provider } from "./provider.ts";

/** The model inside this server, by name. */
export const offlineModel = "builtin-offline";

/** Patience with a provider that is busy, before its first token; times in milliseconds. */
const retries = { max: 3, baseDelayMs: 500, maxDelayMs: 20_000 };

/** The provider that an operator has configured, its calls counted, and the model for workflows that name none. */
export function chooseProvider(
  config: ProviderConfig,
  threads: ThreadArchive,
  metrics: ProviderMetrics,
): { provider: Provider; model: string } {
  switch (config.kind) {
    case "offline":
      return {
        provider: measureProvider(createOfflineProvider({ threads }), metrics),
        model: offlineModel,
      };
    case "openai": {
      const { apiKey, baseUrl, firstByteTimeoutMs, idleTimeoutMs, totalTimeoutMs } = config;
      const timeouts = {
        firstByteMs: firstByteTimeoutMs,
        idleMs: idleTimeoutMs,
        totalMs: totalTimeoutMs,
      };
      const provider = createOpenAIProvider({
        ...(apiKey === null ? {} : { apiKey }),
        ...{ baseUrl, timeouts, retries },
        watch: {
          firstByte: (seconds) =>
            metrics.providerFirstByte.observe({ provider: "openai" }, seconds),
          retried: (reason) => metrics.providerRetries.inc({ reason }),
        },
      });
      return {
        provider: measureProvider(provider, metrics),
        model: config.model,
      };
    }
  }
}
