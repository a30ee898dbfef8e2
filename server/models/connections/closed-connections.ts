import { offlineModel } from "../offline/offline-provider.ts";
import { ProviderError } from "../provider.ts";
import type { OpenSource } from "./open-source.ts";

/**
 * The built-in model on a server that also has connections. Without connections it answers for every
 * model name; here an unknown name belongs to a deleted connection.
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
  return {
    id,
    models: [],
    list: null,
    provider: {
      name: id,
      async stream() {
        throw new ProviderError("provider_auth", `connection ${id} cannot be read here`);
      },
    },
  };
}
