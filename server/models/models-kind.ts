import { createHash } from "node:crypto";
import { z } from "zod";
import type { CacheKind } from "../platform/cache/cache-kind.ts";
import type { Provider } from "./provider.ts";
import type { ProviderSettings } from "./provider-settings.ts";

const seconds = 1_000;

/** The models of all connections. */
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

/** Where the list is kept: other connections, or another key of one, may have other models. */
export function modelsKeyOf(settings: ProviderSettings): string {
  if (settings.kind === "offline") return "builtin";
  const described = settings.connections.map(({ id, kind, baseUrl, apiKey, headers, models }) => [
    id,
    kind,
    baseUrl,
    apiKey,
    Object.entries(headers),
    models,
  ]);
  const digest = createHash("sha256").update(JSON.stringify(described));
  return `connections ${digest.digest("hex").slice(0, 32)}`;
}
