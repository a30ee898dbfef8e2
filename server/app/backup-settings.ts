import { z } from "zod";
import type { BackupKeys, OpeningKeys } from "../platform/backup/pack-backup.ts";
import {
  isS3,
  readS3Address,
  type S3Settings,
  usualFolder,
} from "../platform/backup/stores/open-store.ts";
import { list, url } from "./config-values.ts";

/** How backups are encrypted and opened, and where they go. */
export interface BackupSettings {
  keys: BackupKeys & OpeningKeys;
  /** A folder, or an address such as `s3://bucket/prefix`. */
  destination: string;
  s3: S3Settings;
}

/** The settings of storage, each under the two names that other programs know it by. */
const s3Variables = {
  S3_ENDPOINT: url(["http:", "https:"]).optional(),
  AWS_ENDPOINT: url(["http:", "https:"]).optional(),
  S3_REGION: z.string().trim().optional(),
  AWS_REGION: z.string().trim().optional(),
  S3_ACCESS_KEY_ID: z.string().trim().optional(),
  AWS_ACCESS_KEY_ID: z.string().trim().optional(),
  S3_SECRET_ACCESS_KEY: z.string().trim().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().trim().optional(),
  S3_SESSION_TOKEN: z.string().trim().optional(),
  AWS_SESSION_TOKEN: z.string().trim().optional(),
};

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
  BACKUP_DESTINATION: z
    .string()
    .trim()
    .refine(
      (value) =>
        isS3(value) ? readS3Address(value) !== null : !/^[a-z][a-z0-9+.-]+:\/\//i.test(value),
      "has to be a folder, or an address of S3-compatible storage such as s3://bucket/prefix",
    )
    .optional(),
  ...s3Variables,
};

type Variables = z.infer<z.ZodObject<typeof backupVariables>>;

/** The settings as the environment has them. */
export function readBackupSettings(read: Variables & { DATA_DIR: string }): BackupSettings {
  return {
    keys: {
      recipients: read.BACKUP_RECIPIENTS,
      passphrase: read.BACKUP_PASSPHRASE ?? null,
      identities: read.BACKUP_IDENTITY,
    },
    destination: read.BACKUP_DESTINATION ?? usualFolder(read.DATA_DIR),
    s3: {
      endpoint: read.S3_ENDPOINT ?? read.AWS_ENDPOINT ?? null,
      region: read.S3_REGION ?? read.AWS_REGION ?? null,
      accessKeyId: read.S3_ACCESS_KEY_ID ?? read.AWS_ACCESS_KEY_ID ?? null,
      secretAccessKey: read.S3_SECRET_ACCESS_KEY ?? read.AWS_SECRET_ACCESS_KEY ?? null,
      sessionToken: read.S3_SESSION_TOKEN ?? tokenOfAws(read) ?? null,
    },
  };
}

/** A token belongs to its key: one of AWS says nothing about another storage's. */
function tokenOfAws(read: Variables): string | undefined {
  return read.S3_ACCESS_KEY_ID === undefined ? read.AWS_SESSION_TOKEN : undefined;
}
