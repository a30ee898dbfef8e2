import { basename, dirname, join, resolve, sep } from "node:path";
import { stat } from "node:fs/promises";
import { backupEnding } from "./backup-name.ts";
import { type BackupStore, StoreError } from "./backup-store.ts";
import { openFolderStore } from "./folder-store.ts";
import { openS3Store, type S3Access, type S3Place } from "./s3-store.ts";

/** How to reach storage; null values where the settings have none. */
export type S3Settings = Omit<S3Access, "accessKeyId" | "secretAccessKey"> & {
  accessKeyId: string | null;
  secretAccessKey: string | null;
};

/** Where a backup goes, or is: a store, and a name in it that the operator has chosen. */
export interface BackupPlace {
  store: BackupStore;
  /** Null for a name with the time. */
  name: string | null;
}

/**
 * The bucket and prefix of an address such as `s3://bucket/prefix`, as it is written: nothing in it
 * is decoded. Null for any other text.
 */
export function readS3Address(text: string): S3Place | null {
  const found = /^s3:\/\/([a-z0-9][a-z0-9._-]{1,61}[a-z0-9])(?:\/(.*))?$/u.exec(text.trim());
  const [, bucket, path = ""] = found ?? [];
  const segments = path.replace(/(?<!\/)\/$/, "").split("/");
  const isOdd = segments.some((each) => /^\.{0,2}$|[\p{C}\\]/u.test(each));
  if (bucket === undefined || (isOdd && segments.join("/") !== "")) return null;
  const prefix = segments.join("/");
  return { bucket, prefix: prefix === "" ? "" : `${prefix}/` };
}

/** Whether a text is meant as an address in storage. */
export function isS3(text: string): boolean {
  return /^\s*s3:/i.test(text);
}

/**
 * Opens the folder or storage that keeps backups.
 *
 * @param where a folder, or an address such as `s3://bucket/prefix`
 * @throws StoreError when the address is none, or its keys are not set
 */
export function openStore(where: string, s3: S3Settings): BackupStore {
  if (!isS3(where)) return openFolderStore(resolve(where));
  return openS3Store(requireAddress(where), requireKeys(s3));
}

/**
 * Where a backup goes that the operator has named a place for: into a folder or prefix, or under a
 * name of their own. In storage, that is one that ends with `.backup`.
 */
export async function openPlaceToWrite(where: string, s3: S3Settings): Promise<BackupPlace> {
  if (isS3(where) && !where.trim().endsWith(backupEnding))
    return { store: openStore(where, s3), name: null };
  if (isS3(where)) return openPlaceToRead(where, s3);
  const isFolder = await stat(where).then(
    (found) => found.isDirectory(),
    () => where.endsWith("/") || where.endsWith(sep),
  );
  return isFolder ? { store: openStore(where, s3), name: null } : placeOfFile(where);
}

/** A backup that the operator has named by its path or address. */
export function openPlaceToRead(where: string, s3: S3Settings): BackupPlace & { name: string } {
  if (!isS3(where)) return placeOfFile(where);
  const { bucket, prefix } = requireAddress(where);
  const path = prefix.slice(0, -1);
  const at = path.lastIndexOf("/") + 1;
  if (path === "")
    throw new StoreError("missing", `${where} names no backup: add its name after a slash`);
  const place = { bucket, prefix: path.slice(0, at) };
  return { store: openS3Store(place, requireKeys(s3)), name: path.slice(at) };
}

function placeOfFile(path: string): BackupPlace & { name: string } {
  return { store: openFolderStore(dirname(resolve(path))), name: basename(path) };
}

function requireAddress(where: string): S3Place {
  const place = readS3Address(where);
  if (place) return place;
  throw new StoreError("other", `${where} is no address in storage: write s3://BUCKET/PREFIX`);
}

/** @throws StoreError that names what is missing */
function requireKeys({ accessKeyId, secretAccessKey, ...others }: S3Settings): S3Access {
  if (accessKeyId === null || secretAccessKey === null)
    throw new StoreError(
      "key",
      "set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or the same with AWS_ before them, for storage at s3://…",
    );
  return { ...others, accessKeyId, secretAccessKey };
}

/** The folder of backups where the settings have no other place. */
export function usualFolder(dataDir: string): string {
  return join(dataDir, "backups");
}
