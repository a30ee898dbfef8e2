import type { Connection } from "./connections/connection.ts";
import { ProviderError, type ServerProvider } from "./provider.ts";

/** Shorter values, such as a gateway's `on`, occur in any text. */
const shortestSecret = 8;

/** The same provider, whose failures do not quote the connection's secrets, as some servers do. */
export function hideSecrets(
  provider: ServerProvider,
  { apiKey, headers }: Pick<Connection, "apiKey" | "headers">,
): ServerProvider {
  const secrets = [apiKey ?? "", ...Object.values(headers)].filter(
    ({ length }) => length >= shortestSecret,
  );
  const hide = (text: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  return {
    ...provider,
    async stream(request, sink) {
      try {
        return await provider.stream(request, sink);
      } catch (error) {
        if (error instanceof ProviderError) error.message = hide(error.message);
        throw error;
      }
    },
  };
}
