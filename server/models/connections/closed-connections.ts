import { offlineModel } from "../offline/offline-provider.ts";
import { ProviderError } from "../provider.ts";
import type { OpenSource } from "./open-source.ts";

/**
 * The built-in model beside connections. Alone on a server it answers whatever model is named; here
 * another name is one of a connection that was deleted.
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

/** Replaces a connection whose key cannot be read, so that its models lead to no other server. */
export function lockedConnection({ id }: { id: string }): OpenSource {
  return {
    id,
    models: [],
    list: null,
    provider: {
      name: id,
      async stream() {
        throw new ProviderError(
          "provider_auth",
          `the key of ${id} was encrypted with another server secret`,
        );
      },
    },
  };
}
