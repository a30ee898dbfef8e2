import { offlineModel } from "../offline/offline-provider.ts";
import { ProviderError } from "../provider.ts";
import type { OpenSource } from "./open-source.ts";

/**
 * The built-in model on a server that also has connections. Without connections it answers for every
 * model name; here it answers only under its own.
 */
export function builtinConnection(builtin: OpenSource): OpenSource {
  const { provider } = builtin;
  return {
    ...builtin,
    provider: {
      ...provider,
      async stream(request, sink) {
        if (request.model !== offlineModel)
          throw new ProviderError("provider_unknown_model", `no connection has ${request.model}`);
        return provider.stream(request, sink);
      },
    },
  };
}

/**
 * Stands in for a connection that cannot be read, so that no other server gets its requests.
 */
export function lockedConnection({ id }: { id: string }): OpenSource {
  return closed(
    id,
    () => new ProviderError("provider_auth", `connection ${id} cannot be read here`),
  );
}

/** Stands in for a connection that was removed, so that no other server gets its requests. */
export function removedConnection(id: string): OpenSource {
  const failure = () => new ProviderError("provider_removed", `connection ${id} was removed`);
  return { ...closed(id, failure), isRemoved: true };
}

function closed(id: string, failure: () => ProviderError): OpenSource {
  const provider = {
    name: id,
    async stream() {
      throw failure();
    },
  };
  // All its calls fail.
  return { id, models: [], access: "everyone", list: null, provider };
}
