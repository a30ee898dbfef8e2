import { join } from "node:path";
import { keptSecret } from "./kept-secret.ts";

/** The server's signing secrets, newest first: the first signs, and all verify. */
export type ServerSecrets = readonly [string, ...string[]];

/** Where the secrets come from. */
export interface SecretSettings {
  /** Null uses the one stored in the data folder. */
  jwtSecretKey: string | null;
  /** Earlier secrets, newest first. */
  olderJwtSecretKeys: readonly string[];
  dataDir: string;
}

/**
 * Reads the secrets from the settings, or the one stored in the data folder.
 *
 * @throws Error when the data folder is not writable
 */
export async function readServerSecrets({
  jwtSecretKey,
  olderJwtSecretKeys,
  dataDir,
}: SecretSettings): Promise<ServerSecrets> {
  return [jwtSecretKey ?? (await keptTokenSecret(dataDir)), ...olderJwtSecretKeys];
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
