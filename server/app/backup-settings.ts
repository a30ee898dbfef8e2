import { resolve } from "node:path";
import { z } from "zod";
import type { BackupKeys, OpeningKeys } from "../platform/backup/pack-backup.ts";
import {
  isS3,
  readS3Address,
  type S3Settings,
  usualFolder,
} from "../platform/backup/stores/open-store.ts";
import { type BackupSchedule, readSchedule } from "./backups/backup-schedule.ts";
import type { Env } from "./config.ts";
import { list, oneOf, url, wholeNumber } from "./config-values.ts";

/** How backups are encrypted and opened, and where they go. */
export interface BackupSettings {
  keys: BackupKeys & OpeningKeys;
  /** The whole path of a folder, or an address such as `s3://bucket/prefix`. */
  destination: string;
  s3: S3Settings;
  /** Null makes none by itself. */
  schedule: BackupSchedule | null;
  /** The newest scheduled ones that stay. */
  keep: number;
  /** Younger ones stay as well, in days; null for none. */
  keepDays: number | null;
  /** Whether scheduled ones are restored to check them. */
  checks: boolean;
}

/** Scheduled backups that are kept: a week of daily ones. */
const usualKeep = 7;

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
  BACKUP_SCHEDULE: z
    .string()
    .transform((text, context) => {
      const read = readSchedule(text);
      if (!("wrong" in read)) return read;
      context.addIssue(read.wrong);
      return z.NEVER;
    })
    .optional(),
  BACKUP_KEEP: wholeNumber(1, 10_000).default(usualKeep),
  BACKUP_KEEP_DAYS: wholeNumber(1, 3_650).optional(),
  BACKUP_CHECK: oneOf(["on", "off"]).default("on"),
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
    destination: wholePlace(read.BACKUP_DESTINATION ?? usualFolder(read.DATA_DIR)),
    s3: {
      endpoint: read.S3_ENDPOINT ?? read.AWS_ENDPOINT ?? null,
      region: read.S3_REGION ?? read.AWS_REGION ?? null,
      accessKeyId: read.S3_ACCESS_KEY_ID ?? read.AWS_ACCESS_KEY_ID ?? null,
      secretAccessKey: read.S3_SECRET_ACCESS_KEY ?? read.AWS_SECRET_ACCESS_KEY ?? null,
      sessionToken: read.S3_SESSION_TOKEN ?? tokenOfAws(read) ?? null,
    },
    schedule: read.BACKUP_SCHEDULE ?? null,
    keep: read.BACKUP_KEEP,
    keepDays: read.BACKUP_KEEP_DAYS ?? null,
    checks: read.BACKUP_CHECK === "on",
  };
}

/** The process that makes a backup has another working directory than the node. */
function wholePlace(place: string): string {
  return isS3(place) ? place : resolve(place);
}

/** Settings of backups that lack another one they need, each as `NAME: problem`. */
export function findMissingForBackups(set: Env): string[] {
  const problems: string[] = [];
  if (!set["BACKUP_SCHEDULE"]?.trim()) {
    for (const name of ["BACKUP_KEEP", "BACKUP_KEEP_DAYS", "BACKUP_CHECK"])
      if (set[name]) problems.push(`${name}: means nothing without BACKUP_SCHEDULE`);
  } else if (set["DATABASE_URL"]?.trim() && !set["BACKUP_DESTINATION"]?.trim())
    problems.push(
      "BACKUP_DESTINATION: needed with BACKUP_SCHEDULE and DATABASE_URL, where the data folder may hold nothing that is kept",
    );
  if (isS3(set["BACKUP_DESTINATION"] ?? "")) {
    for (const name of ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY"])
      if (!set[`S3_${name}`] && !set[`AWS_${name}`])
        problems.push(`S3_${name}: needed with BACKUP_DESTINATION=s3://…, or AWS_${name}`);
  }
  return problems;
}

/** A token belongs to its key: one of AWS says nothing about another storage's. */
function tokenOfAws(read: Variables): string | undefined {
  return read.S3_ACCESS_KEY_ID === undefined ? read.AWS_SESSION_TOKEN : undefined;
}
