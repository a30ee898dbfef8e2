import type { ServerSecrets } from "../../platform/server-secrets.ts";
import { isOverTls } from "../../platform/is-over-tls.ts";
import { AccessTokens } from "./access-token.ts";
import { KnownDevices } from "./known-devices.ts";
import { createOneTimeSecrets, type OneTimeSecrets } from "./one-time-secrets.ts";
import { SessionSecrets } from "./session-secrets.ts";

/**
 * Signers of tokens, cookies and links. The newest secret signs; signatures by any of them are
 * valid.
 */
export interface Signers {
  tokens: AccessTokens;
  sessionSecrets: SessionSecrets;
  links: OneTimeSecrets;
  knownDevices: KnownDevices;
}

/** @param publicOrigin the server's public address; null if it is not configured */
export function createSigners(secrets: ServerSecrets, publicOrigin: string | null): Signers {
  return {
    tokens: new AccessTokens(secrets),
    sessionSecrets: new SessionSecrets(secrets, isOverTls(publicOrigin)),
    links: createOneTimeSecrets(secrets),
    knownDevices: new KnownDevices(secrets),
  };
}
