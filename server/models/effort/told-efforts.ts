import { z } from "zod";
import type { Effort } from "../../../shared/effort.ts";
import { effortSchema } from "../../../shared/inference-schemas.ts";
import type { CacheKind, CacheReader } from "../../platform/cache/cache-kind.ts";
import { builtinKey } from "../models-kind.ts";
import type { Provider } from "../provider.ts";

const minutes = 60_000;

/** Neither a page nor a reply waits longer to know what its model has, in milliseconds: its name tells most. */
const longestWaitMs = 300;

/** Efforts as model servers tell them. */
export function createEffortsKind(
  provider: Pick<Provider, "findEfforts">,
): CacheKind<readonly Effort[]> {
  return {
    name: "efforts",
    schema: z.array(effortSchema),
    freshMs: 5 * minutes,
    staleMs: 24 * 60 * minutes,
    missMs: 15 * minutes,
    load: async (key, signal) =>
      (await provider.findEfforts?.(key.slice(key.indexOf(" ") + 1), signal)) ?? null,
  };
}

/**
 * The same provider, which goes by what its servers tell of efforts.
 *
 * @param told efforts by the connections' key and the model's name
 * @param keyOf identifies the connections; contains no space
 */
export function withToldEfforts(
  provider: Provider,
  told: CacheReader<readonly Effort[]>,
  keyOf: () => Promise<string>,
): Provider {
  if (!provider.findEfforts) return provider;
  const toldOf = (model: string) => {
    // A server that does not tell now is asked again later.
    const known = keyOf()
      .then((key) => (key === builtinKey ? null : told.get(`${key} ${model}`)))
      .catch(() => null);
    return Promise.race([known, Bun.sleep(longestWaitMs).then(() => null)]);
  };
  return {
    ...provider,
    effortsOf: async (model) => (await provider.effortsOf?.(model, await toldOf(model))) ?? [],
    async stream(request, sink) {
      if (request.purpose !== "reply" || (request.effort ?? null) === null)
        return provider.stream(request, sink);
      const efforts = await toldOf(request.model);
      return provider.stream(efforts === null ? request : { ...request, efforts }, sink);
    },
  };
}
