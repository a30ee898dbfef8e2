import { createHash } from "node:crypto";
import { z } from "zod";
import type { CacheKind } from "../platform/cache/cache-kind.ts";
import type { Provider } from "./provider.ts";
import type { ProviderSettings } from "./provider-settings.ts";

const seconds = 1_000;

/** Lists of providers' models. */
export function createModelsKind(provider: Pick<Provider, "listModels">): CacheKind<string[]> {
  return {
    name: "models",
    schema: z.array(z.string()),
    freshMs: 300 * seconds,
    staleMs: 86_400 * seconds,
    missMs: 60 * seconds,
    load: (_, signal) => provider.listModels(signal),
  };
}

/** Where the list of a provider is kept: another address, or another key, may have other models. */
export function modelsKeyOf(config: ProviderSettings): string {
  if (config.kind === "offline") return "builtin";
  const { baseUrl, apiKey } = config;
  const digest = createHash("sha256").update(JSON.stringify([baseUrl, apiKey]));
  return `openai ${digest.digest("hex").slice(0, 32)}`;
}
