import { join } from "node:path";
import { keptSecret } from "./kept-secret.ts";

/** What the server signs with, newest first: that one signs, and what any of them signed is good. */
export type ServerSecrets = readonly [string, ...string[]];

/** Where the secrets come from. */
export interface SecretSettings {
  /** Null takes the one kept in the data folder. */
  jwtSecretKey: string | null;
  /** Secrets before that one, newest first. */
  olderJwtSecretKeys: readonly string[];
  dataDir: string;
}

/**
 * Takes the secrets of the settings, or the one kept in the data folder.
 *
 * @throws Error when the data folder cannot keep one
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
