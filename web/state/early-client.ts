import type { ChatClient } from "../../client/connect.ts";
import { openClient } from "../../client/open-client.ts";
import type { Preferences } from "../../shared/user.ts";
import { appAddress } from "./base-path.ts";

/** A client that connects while the app is still being rendered. */
export interface EarlyClient {
  client: ChatClient;
  /** Sends these preferences with each grant from now on. */
  usePreferences(preferences: () => Preferences): void;
}

/**
 * Connects to the server that the page is from. Asking for a grant and opening a socket are round
 * trips, which pass while the page is rendered.
 *
 * @param first the preferences to send before the app is there
 */
export function openEarlyClient(first: () => Preferences): EarlyClient {
  let current = first;
  const client = openClient({
    url: appAddress(),
    preferences: () => current(),
    fetch: (input, init) => fetch(input, init),
  });
  return { client, usePreferences: (preferences) => (current = preferences) };
}
