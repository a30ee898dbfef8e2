import { join } from "node:path";
import { createPreviewLinks, type PreviewLinks } from "../../chat/attachments/preview-links.ts";
import type { Config } from "../../app/config.ts";
import { keptSecret } from "../../platform/kept-secret.ts";
import { isOverTls } from "../../platform/is-over-tls.ts";
import { AccessTokens } from "./access-token.ts";
import { KnownDevices } from "./known-devices.ts";
import { createOneTimeSecrets, type OneTimeSecrets } from "./one-time-secrets.ts";
import { SessionSecrets } from "./session-secrets.ts";

/** Everything that is signed with the server's secrets: the newest signs, and those of all verify. */
export interface Signers {
  tokens: AccessTokens;
  sessionSecrets: SessionSecrets;
  links: OneTimeSecrets;
  knownDevices: KnownDevices;
  previewLinks: PreviewLinks;
}

/** Takes the secrets of the settings, or the one kept in the data folder. */
export async function createSigners({
  jwtSecretKey,
  olderJwtSecretKeys,
  publicOrigin,
  dataDir,
}: Pick<
  Config,
  "jwtSecretKey" | "olderJwtSecretKeys" | "publicOrigin" | "dataDir"
>): Promise<Signers> {
  const newest = jwtSecretKey ?? (await keptTokenSecret(dataDir));
  const secrets = [newest, ...olderJwtSecretKeys] as const;
  return {
    tokens: new AccessTokens(secrets),
    sessionSecrets: new SessionSecrets(secrets, isOverTls(publicOrigin)),
    links: createOneTimeSecrets(secrets),
    knownDevices: new KnownDevices(secrets),
    previewLinks: createPreviewLinks(secrets),
  };
}

async function keptTokenSecret(dataDir: string): Promise<string> {
  return keptSecret(join(dataDir, "jwt-secret")).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `the access token secret cannot be kept in ${dataDir} (${reason}); set JWT_SECRET_KEY or DATA_DIR`,
      { cause },
    );
  });
}
