import type { Catalog } from "../catalog/catalog.ts";
import type { ConnectionServices } from "./connection-services.ts";

/** What finding prefixes depends on. */
export interface PrefixDeps extends Pick<ConnectionServices, "configured"> {
  catalog: Pick<Catalog, "list">;
}

/**
 * The starts of model names that belong to the settings' first connection, such as `anthropic` where
 * that is OpenRouter: a new connection of such a name would take over its models.
 *
 * @param longestMs how long to wait for the servers' lists; without them no prefix is known
 */
export async function findPrefixes(
  { catalog, configured: [first] }: PrefixDeps,
  longestMs: number,
): Promise<string[]> {
  if (!first) return [];
  const listed = catalog.list().catch(() => []);
  const models = await Promise.race([listed, Bun.sleep(longestMs).then(() => [])]);
  const prefixes = models.flatMap(({ connection, name }) =>
    connection === first.id && name.includes("/") ? [name.slice(0, name.indexOf("/"))] : [],
  );
  // Its own name in front of a model's is no start of a model's name.
  return [...new Set(prefixes)].filter((prefix) => prefix !== first.id);
}
