import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BackupHeader } from "../platform/backup/backup-format.ts";
import type { Config } from "./config.ts";

/** Where the secret comes from. */
type SecretSettings = Pick<Config, "dataDir" | "jwtSecretKey">;

/** The file of the secret in the data folder. */
export const secretFile = ({ dataDir }: Pick<Config, "dataDir">) => join(dataDir, "jwt-secret");

/** The secret that the data folder holds; null where the settings have one, or there is none yet. */
export async function secretInFolder(config: SecretSettings): Promise<string | null> {
  if (config.jwtSecretKey !== null) return null;
  const text = await readFile(secretFile(config), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text?.trim() ?? null;
}

/**
 * Puts the secret of a backup into a data folder without one. Where another is in use, it is
 * written beside that one.
 *
 * @returns what the operator has to do; null for nothing
 */
export async function keepSecret(
  config: SecretSettings,
  { secret }: Pick<BackupHeader, "secret">,
): Promise<string | null> {
  if (secret === null) return null;
  const before = config.jwtSecretKey ?? (await secretInFolder(config));
  if (before === secret) return null;
  await mkdir(config.dataDir, { recursive: true });
  const path = before === null ? secretFile(config) : `${secretFile(config)}.restored`;
  await writeFile(path, `${secret}\n`, { mode: 0o600 });
  if (before === null) return null;
  return `The backup's secret is another one than this server's: it is in ${path}. Set JWT_OLDER_SECRET_KEYS to it, so that the keys of connected models can be read.`;
}
