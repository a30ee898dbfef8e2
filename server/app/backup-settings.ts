import { z } from "zod";
import { list } from "./config-values.ts";
import type { BackupKeys, OpeningKeys } from "../platform/backup/pack-backup.ts";

/** How backups are encrypted and opened. */
export type BackupSettings = BackupKeys & OpeningKeys;

/** The environment variables. */
export const backupVariables = {
  BACKUP_RECIPIENTS: list()
    .pipe(z.array(z.string().regex(/^age1[0-9a-z]+$/, "has to be public keys of age (age1…)")))
    .default([]),
  BACKUP_PASSPHRASE: z.string().min(12, "has to have at least 12 characters").optional(),
  BACKUP_IDENTITY: list()
    .pipe(
      z.array(
        z.string().regex(/^AGE-SECRET-KEY-[0-9A-Z-]+$/, "has to be secret keys (AGE-SECRET-KEY-…)"),
      ),
    )
    .default([]),
};

/** The settings as the environment has them. */
export function readBackupSettings(
  read: z.infer<z.ZodObject<typeof backupVariables>>,
): BackupSettings {
  return {
    recipients: read.BACKUP_RECIPIENTS,
    passphrase: read.BACKUP_PASSPHRASE ?? null,
    identities: read.BACKUP_IDENTITY,
  };
}
