import { createOfflineProvider } from "./offline/offline-provider.ts";
import type { ThreadArchive } from "./offline/thread-archive.ts";
import { AnswerWorkers } from "./offline/worker/answer-workers.ts";
import { createOpenAIProvider } from "./openai-chat/openai-provider.ts";
import { measureProvider, type ProviderMetrics } from "./measure-provider.ts";
import type { Provider } from "./provider.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/** The model inside this server, by name. */
export const offlineModel = "builtin-offline";

/** Patience with a provider that is busy, before its first token; times in milliseconds. */
const retries = { max: 3, baseDelayMs: 500, maxDelayMs: 20_000 };

/** A provider, its calls counted. Disposing ends the processes that it has started. */
export interface ChosenProvider extends AsyncDisposable {
  provider: Provider;
  /** The model for workflows that name none. */
  model: string;
}

/** The provider that an operator has configured. */
export function chooseProvider(
  config: ProviderSettings,
  threads: ThreadArchive,
  metrics: ProviderMetrics,
): ChosenProvider {
  switch (config.kind) {
    case "offline": {
      const workers = new AnswerWorkers();
      const offline = createOfflineProvider({
        threads,
        compose: (job, signal) => workers.compose(job, signal),
        warmUp: () => workers.warmUp(),
      });
      return {
        provider: measureProvider(offline, metrics),
        model: offlineModel,
        [Symbol.asyncDispose]: () => workers[Symbol.asyncDispose](),
      };
    }
    case "openai": {
      const { apiKey, baseUrl, firstByteTimeoutMs, idleTimeoutMs, totalTimeoutMs } = config;
      const timeouts = {
        firstByteMs: firstByteTimeoutMs,
        idleMs: idleTimeoutMs,
        totalMs: totalTimeoutMs,
      };
      const provider = createOpenAIProvider({
        ...(apiKey === null ? {} : { apiKey }),
        baseUrl,
        timeouts,
        retries,
        watch: {
          firstByte: (seconds) =>
            metrics.providerFirstByte.observe({ provider: "openai" }, seconds),
          retried: (reason) => metrics.providerRetries.inc({ reason }),
        },
      });
      return {
        provider: measureProvider(provider, metrics),
        model: config.model,
        async [Symbol.asyncDispose]() {},
      };
    }
  }
}
