import { randomBytes } from "node:crypto";
import { megabyte } from "../../../../shared/limits.ts";
import { BackupError } from "../backup-format.ts";
import { type BackupStore, listNamed, type StoredBackup, StoreError } from "./backup-store.ts";
import { inStorage } from "./s3-errors.ts";

/** How to reach storage that speaks S3. */
export interface S3Access {
  /** Null for AWS. */
  endpoint: string | null;
  region: string | null;
  accessKeyId: string;
  secretAccessKey: string;
  /** Of temporary keys; null for none. */
  sessionToken: string | null;
}

/** A place in such storage. */
export interface S3Place {
  bucket: string;
  /** Before the names; empty, or ends with a slash. */
  prefix: string;
}

/** Parts on their way at once: with the parts' size, what an upload takes of memory. */
const partsAtOnce = 2;

/** S3 takes at most 10,000 parts; some are left, because a database grows while it is read. */
const mostParts = 8_000;

/** Smallest part that is sent, in bytes; S3 takes none below 5 MB but the last. */
const smallestPart = 8 * megabyte;

/** Tries of a request after its first, which the client makes by itself. */
const retry = 5;

/** Keys of a listing that may be read: a bucket for other things as well is not read for ever. */
const mostKeys = 100_000;

/** How large the parts of a backup have to be that may become this large, in bytes. */
export function partSizeFor(mostBytes: number): number {
  return Math.max(smallestPart, Math.ceil(mostBytes / mostParts));
}

/** Storage that speaks S3 as a place for backups. */
export function openS3Store({ bucket, prefix }: S3Place, access: S3Access): BackupStore {
  const client = clientFor(bucket, access);
  const title = `s3://${bucket}/${prefix}`;
  const place = { title, bucket, endpoint: access.endpoint };
  const read = (name: string) => toStream(place, () => client.file(prefix + name).stream());
  const remove = (name: string) => inStorage(place, () => client.unlink(prefix + name));
  return {
    title,
    pathOf: (name) => title + name,
    async write({ name, bytes, mostBytes, check }) {
      // A multipart upload that cannot begin does not say why; this does.
      await inStorage(place, () => client.list({ prefix, maxKeys: 1 }));
      const options = { partSize: partSizeFor(mostBytes), queueSize: partsAtOnce, retry };
      // An upload in parts exists once it is completed. The client's writer completes it even when
      // it is ended with an error; writing a stream aborts it.
      const written = await inStorage(place, () =>
        client.write(prefix + name, new Response(bytes), {
          ...options,
          type: "application/octet-stream",
        }),
      );
      try {
        await check(read(name));
      } catch (error) {
        await remove(name).catch((left: unknown) => tellLeft(error, title + name, left));
        throw error;
      }
      return written;
    },
    read,
    list: () => inStorage(place, () => list(client, prefix)),
    async remove(name) {
      await remove(name);
    },
    async removeDrafts() {
      // An upload that was not completed has no name, and storage deletes it by a rule of its own.
    },
    async tryOut() {
      const key = `${prefix}chatkit-write-test-${randomBytes(4).toString("hex")}`;
      await inStorage(place, () => client.list({ prefix, maxKeys: 1 }));
      await inStorage(place, () => client.write(key, "ok"));
      await inStorage(place, () => client.unlink(key));
    },
  };
}

/** Adds to what was wrong with a backup that it is still there. */
function tellLeft(wrong: unknown, path: string, left: unknown): void {
  const isOurs = wrong instanceof BackupError || wrong instanceof StoreError;
  if (!isOurs) return;
  const reason = left instanceof StoreError ? `: ${left.message}` : "";
  wrong.message += `; ${path} is still there, and could not be removed${reason}`;
}

function clientFor(bucket: string, access: S3Access): Bun.S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey, sessionToken } = access;
  return new Bun.S3Client({
    bucket,
    accessKeyId,
    secretAccessKey,
    ...(endpoint === null ? {} : { endpoint }),
    ...(region === null ? {} : { region }),
    ...(sessionToken === null ? {} : { sessionToken }),
  });
}

/** What lies below the prefix without a further slash: others may keep theirs there. */
async function list(client: Bun.S3Client, prefix: string): Promise<StoredBackup[]> {
  const found: { name: string; bytes: number }[] = [];
  // All names begin with this, and a bucket may hold millions of other things.
  let page = await client.list({ prefix: `${prefix}chatkit-` });
  for (let keys = 0; ;) {
    const { contents = [], isTruncated = false, nextContinuationToken } = page;
    keys += contents.length;
    for (const { key, size } of contents)
      if (key.startsWith(prefix)) found.push({ name: key.slice(prefix.length), bytes: size ?? 0 });
    if (!isTruncated || nextContinuationToken === undefined) return listNamed(found);
    if (keys >= mostKeys)
      throw new StoreError(
        "other",
        `${prefix} holds more than ${mostKeys} objects: choose a prefix for backups alone`,
      );
    page = await client.list({
      prefix: `${prefix}chatkit-`,
      continuationToken: nextContinuationToken,
    });
  }
}

/** The bytes of an object, whose errors are said in plain words. */
function toStream(
  place: Parameters<typeof inStorage>[0],
  open: () => ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      reader ??= open().getReader();
      const { done, value } = await inStorage(
        place,
        async () => reader?.read() ?? { done: true as const, value: undefined },
      );
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader?.cancel(reason),
  });
}
