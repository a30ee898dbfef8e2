import { StoreError, type StoreTrouble } from "./backup-store.ts";

/** The place that an error is about. */
export interface StoragePlace {
  title: string;
  bucket: string;
  /** Null for AWS. */
  endpoint: string | null;
}

/** What the codes of S3's answers mean, and what to do. */
const known: Readonly<Record<string, readonly [StoreTrouble, string]>> = {
  InvalidAccessKeyId: ["key", "it does not know the access key: check S3_ACCESS_KEY_ID"],
  SignatureDoesNotMatch: ["key", "the access key's secret is wrong: check S3_SECRET_ACCESS_KEY"],
  InvalidToken: ["key", "the session token is wrong: check S3_SESSION_TOKEN"],
  ExpiredToken: ["key", "the session token has expired: set another S3_SESSION_TOKEN"],
  RequestTimeTooSkewed: [
    "other",
    "this machine's clock is wrong by more than a quarter of an hour: set it",
  ],
  AccessDenied: [
    "permission",
    "the access key may not do this: it needs to list, read, write and delete objects there",
  ],
  AuthorizationHeaderMalformed: ["other", "the bucket is in another region: set S3_REGION"],
  PermanentRedirect: ["other", "the bucket is in another region: set S3_REGION"],
  NoSuchKey: ["missing", "there is no such backup"],
  QuotaExceeded: ["full", "it is full: make room there"],
  EntityTooLarge: ["full", "it does not take a file of this size"],
};

/** Codes of connections that do not come about, or end early. */
const away =
  /^(?:Connection|FailedToOpenSocket|UnableToConnect|Timeout|DNS|ECONN|ENOTFOUND|UNABLE_TO|CERT|DEPTH_ZERO|SELF_SIGNED|ERR_TLS)/;

/**
 * Runs a request, and says what an error of it means.
 *
 * @throws StoreError for what the storage refuses; other errors, such as those of a source, as they are
 */
export async function inStorage<T>(place: StoragePlace, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (!(cause instanceof Error && cause.name === "S3Error")) throw cause;
    throw describe(place, cause);
  }
}

function describe({ title, bucket, endpoint }: StoragePlace, cause: Error): StoreError {
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const [kind, says] = known[code] ?? [];
  if (kind !== undefined) return new StoreError(kind, `${title}: ${says} (${code})`, { cause });
  if (code === "NoSuchBucket")
    return new StoreError(
      "bucket",
      `${title}: there is no bucket ${bucket}: create it, or check BACKUP_DESTINATION and S3_ENDPOINT (${code})`,
      { cause },
    );
  if (away.test(code)) {
    const where = endpoint ?? "AWS";
    return new StoreError(
      "away",
      `${title}: ${where} cannot be reached (${code}): check S3_ENDPOINT, and that it runs`,
      { cause },
    );
  }
  return new StoreError("other", `${title}: ${cause.message.slice(0, 300)} (${code})`, { cause });
}
