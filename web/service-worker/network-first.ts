import { matchPrecache } from "workbox-precaching";
import { NetworkOnly } from "workbox-strategies";

/** Silence of the network after which a file of the shell is taken from the cache, in seconds. */
const silentSeconds = 4;

/**
 * Answers from the network, and with a file of the shell when the network fails, is silent, or
 * answers that the server is not there.
 *
 * @param url the file of the shell
 */
export function networkFirst(url: string): NetworkOnly {
  return new NetworkOnly({
    networkTimeoutSeconds: silentSeconds,
    plugins: [{ fetchDidSucceed, handlerDidError: () => matchPrecache(url) }],
  });
}

/** A proxy answers 502 to 504 while the server behind it restarts. */
async function fetchDidSucceed({ response }: { response: Response }): Promise<Response> {
  if (response.status >= 500) throw new Error(`The server answered ${response.status}.`);
  return response;
}
