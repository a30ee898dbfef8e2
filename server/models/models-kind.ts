import { createHash } from "node:crypto";
import { z } from "zod";
import type { CacheKind } from "../platform/cache/cache-kind.ts";
import type { CatalogSource } from "./catalog/catalog.ts";
import { type DescribedModel, describedModelSchema } from "./listing/described-model.ts";
import type { Connection } from "./connections/connection.ts";

const seconds = 1_000;

/** Cache kind for the model list of each server. */
export function createModelsKind(
  latest: () => readonly CatalogSource[],
): CacheKind<DescribedModel[]> {
  return {
    name: "models",
    schema: z.array(describedModelSchema),
    freshMs: 300 * seconds,
    staleMs: 86_400 * seconds,
    missMs: 60 * seconds,
    load: async (key, signal) =>
      (await latest()
        .find(({ list }) => list?.key === key)
        ?.list?.read(signal)) ?? null,
  };
}

/** The key of a server without connections: its built-in model has nothing to be asked. */
export const builtinKey = "builtin";

/** Identifies all connections: other connections, or another key of one, may offer other models. */
export function modelsKeyOf(connections: readonly Connection[]): string {
  if (connections.length === 0) return builtinKey;
  const described = connections.map(({ id, kind, baseUrl, apiKey, headers, models }) => [
    id,
    kind,
    baseUrl,
    apiKey,
    Object.entries(headers),
    models,
  ]);
  return `connections:${digestOf(described)}`;
}

/**
 * Identifies a connection's server: another address or key may be another server behind a gateway.
 */
export function connectionKeyOf({ kind, baseUrl, apiKey, headers }: Connection): string {
  return digestOf([kind, baseUrl, apiKey, Object.entries(headers)]);
}

function digestOf(described: unknown): string {
  return createHash("sha256").update(JSON.stringify(described)).digest("hex").slice(0, 32);
}
