import { randomBytes } from "node:crypto";
import { megabyte } from "../../../../shared/limits.ts";
import { BackupError } from "../backup-format.ts";
import { readBackupName } from "./backup-name.ts";
import { type BackupStore, listNamed, StoreError } from "./backup-store.ts";
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

/**
 * Ending of an empty object beside a backup that is being uploaded or checked. Storage cannot rename
 * what it has: without its mark, a whole upload would look like one that has been checked.
 */
const markEnding = ".unchecked";
const markOf = (name: string) => name + markEnding;

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
      const upload = () =>
        inStorage(place, () =>
          client.write(prefix + name, new Response(bytes), {
            ...options,
            type: "application/octet-stream",
          }),
        );
      if (!check) return upload();
      return writeMarked({
        mark: () => inStorage(place, () => client.write(prefix + markOf(name), "", { retry })),
        upload,
        check: () => check(read(name)),
        remove: () => remove(name),
        unmark: () => remove(markOf(name)),
        path: title + name,
      });
    },
    read,
    list: async () => listNamed(await inStorage(place, () => list(client, prefix))),
    async remove(name) {
      await remove(name);
    },
    async removeDrafts(origin) {
      // An upload that was not completed has no name, and storage deletes it by a rule of its own.
      for (const { name: mark } of await inStorage(place, () => list(client, prefix))) {
        const name = mark.slice(0, -markEnding.length);
        if (mark !== markOf(name) || readBackupName(name)?.origin !== origin) continue;
        await remove(name);
        await remove(mark);
      }
    },
    async tryOut() {
      const key = `${prefix}chatkit-write-test-${randomBytes(4).toString("hex")}`;
      await inStorage(place, () => client.list({ prefix, maxKeys: 1 }));
      await inStorage(place, () => client.write(key, "ok"));
      await inStorage(place, () => client.unlink(key));
    },
  };
}

/** The steps of a backup that is checked in storage. */
interface MarkedWrite {
  mark(): Promise<unknown>;
  /** Returns its size in bytes. */
  upload(): Promise<number>;
  check(): Promise<void>;
  remove(): Promise<void>;
  unmark(): Promise<void>;
  path: string;
}

/** Writes a backup that has a mark until it is checked. The next one removes a mark that is left. */
async function writeMarked(steps: MarkedWrite): Promise<number> {
  await steps.mark();
  const unmark = () => steps.unmark().catch(() => {});
  const written = await steps.upload().catch(async (error: unknown) => {
    await unmark();
    throw error;
  });
  try {
    await steps.check();
  } catch (error) {
    await steps.remove().then(unmark, (left: unknown) => tellLeft(error, steps.path, left));
    throw error;
  }
  await steps.unmark();
  return written;
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

interface ListedObject {
  /** Without the prefix. */
  name: string;
  bytes: number;
}

/** What lies below the prefix without a further slash: others may keep theirs there. */
async function list(client: Bun.S3Client, prefix: string): Promise<ListedObject[]> {
  const found: ListedObject[] = [];
  // All names begin with this, and a bucket may hold millions of other things.
  let page = await client.list({ prefix: `${prefix}chatkit-` });
  for (let keys = 0; ;) {
    const { contents = [], isTruncated = false, nextContinuationToken } = page;
    keys += contents.length;
    for (const { key, size } of contents)
      if (key.startsWith(prefix)) found.push({ name: key.slice(prefix.length), bytes: size ?? 0 });
    if (!isTruncated || nextContinuationToken === undefined) return found;
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
  return new ReadableStream<Uint8Array>(
    {
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
    },
    // A check that cannot begin does not read it.
    { highWaterMark: 0 },
  );
}
