import type { ModelServices } from "../models/model-services.ts";
import {
  createWindowOf,
  createWindowsKind,
  type WindowOf,
} from "../models/context/context-windows.ts";
import { createModelsKind, modelsKeyOf } from "../models/models-kind.ts";
import type { Provider } from "../models/provider.ts";
import type { Config } from "./config.ts";
import type { Platform } from "./open-platform.ts";
import { openProvider } from "./open-provider.ts";

/** The models of a node. */
export interface Models extends ModelServices {
  provider: Provider;
  /** Finds a model's context window. */
  windowOf: WindowOf;
}

/** Opens the provider that writes replies, and the caches of its models. */
export function openModels(
  opening: AsyncDisposableStack,
  config: Pick<Config, "provider" | "contextWindows">,
  platform: Platform,
): Models {
  const { provider, model } = openProvider(opening, config, platform);
  const key = modelsKeyOf(config.provider);
  const lists = platform.cache.open(createModelsKind(provider));
  const windows = platform.cache.open(createWindowsKind(provider, key));
  return {
    provider,
    model,
    effortsOf: async (name) => (await provider.effortsOf?.(name)) ?? [],
    windowOf: createWindowOf(config.contextWindows, windows, key),
    listModels: async () => ({ defaultModel: model, models: (await lists.get(key)) ?? [] }),
  };
}
