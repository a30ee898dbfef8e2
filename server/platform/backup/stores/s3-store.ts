import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { megabyte } from "../../../../shared/limits.ts";
import { BackupError } from "../backup-format.ts";
import { readBackupName } from "./backup-name.ts";
import { type BackupStore, listNamed, StoreError, type WrittenBackup } from "./backup-store.ts";
import { inStorage, type StoragePlace } from "./s3-errors.ts";

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

/** Pauses before the tries to remove a mark after its first, in milliseconds. */
const usualPausesMs = [250, 1_000, 3_000];

/** How large the parts of a backup have to be that may become this large, in bytes. */
export function partSizeFor(mostBytes: number): number {
  return Math.max(smallestPart, Math.ceil(mostBytes / mostParts));
}

/**
 * Storage that speaks S3 as a place for backups.
 *
 * @param pausesMs before the tries to remove a mark after its first, in milliseconds
 */
export function openS3Store(
  { bucket, prefix }: S3Place,
  access: S3Access,
  pausesMs: readonly number[] = usualPausesMs,
): BackupStore {
  const client = clientFor(bucket, access);
  const title = `s3://${bucket}/${prefix}`;
  const place = { title, bucket, endpoint: access.endpoint };
  const read = (name: string) => toStream(place, () => client.file(prefix + name).stream());
  const remove = (name: string) => removeObject(place, () => client.unlink(prefix + name));
  const unmark = (name: string) => succeeds(() => remove(markOf(name)), pausesMs);
  return {
    title,
    pathOf: (name) => title + name,
    async write({ name, bytes, mostBytes, check }) {
      // A multipart upload that cannot begin does not say why; this does.
      const page = await inStorage(place, () => client.list({ prefix: prefix + name }));
      // An upload would replace the existing backup before its own check.
      if (page.contents?.some(({ key }) => key === prefix + name)) throw nameTaken(title + name);
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
      if (!check) return { bytes: await upload(), leftMark: null };
      return writeMarked({
        mark: () => inStorage(place, () => client.write(prefix + markOf(name), "", { retry })),
        upload,
        check: () => check(read(name)),
        remove: () => remove(name),
        tryUnmark: () => remove(markOf(name)),
        unmark: () => unmark(name),
        path: title + name,
      });
    },
    read,
    async list() {
      const found = await inStorage(place, () => list(client, prefix));
      const names = new Set(found.map((each) => each.name));
      return listNamed(found, (name) => names.has(markOf(name)));
    },
    remove,
    removeDrafts: async (origin, isGood) =>
      removeMarked({
        names: (await inStorage(place, () => list(client, prefix))).map((each) => each.name),
        origin,
        isGood,
        remove,
        unmark,
      }),
    async tryOut() {
      const key = `${prefix}chatkit-write-test-${randomBytes(4).toString("hex")}`;
      await inStorage(place, () => client.list({ prefix, maxKeys: 1 }));
      await inStorage(place, () => client.write(key, "ok"));
      await inStorage(place, () => client.unlink(key));
    },
  };
}

/** Some storage says that there is nothing to remove: then it is removed. */
function removeObject(place: StoragePlace, unlink: () => Promise<void>): Promise<void> {
  return inStorage(place, unlink).catch((error: unknown) => {
    if (!(error instanceof StoreError && error.kind === "missing")) throw error;
  });
}

function nameTaken(path: string): StoreError {
  return new StoreError(
    "taken",
    `there is a backup ${path} already, and a new one would replace it before it is checked: choose another name, or delete that one`,
  );
}

/** The steps of a backup that is checked in storage. */
interface MarkedWrite {
  mark(): Promise<unknown>;
  /** Returns its size in bytes. */
  upload(): Promise<number>;
  check(): Promise<void>;
  remove(): Promise<void>;
  tryUnmark(): Promise<void>;
  /** Tries it several times; returns whether it is gone. */
  unmark(): Promise<boolean>;
  path: string;
}

/**
 * Writes a backup that has a mark until it is checked. The next one removes what still has one,
 * unless the schedule has recorded it as good.
 */
async function writeMarked(steps: MarkedWrite): Promise<WrittenBackup> {
  await steps.mark();
  const tryUnmark = () => steps.tryUnmark().catch(() => {});
  const bytes = await steps.upload().catch(async (error: unknown) => {
    // Storage that fails may have the whole upload, if only its answer was lost: the mark stays.
    if (!(error instanceof StoreError)) await tryUnmark();
    throw error;
  });
  try {
    await steps.check();
  } catch (error) {
    await steps.remove().then(tryUnmark, (left: unknown) => tellLeft(error, steps.path, left));
    throw error;
  }
  return { bytes, leftMark: (await steps.unmark()) ? null : markOf(steps.path) };
}

/** What the removal of marked backups needs. */
interface MarkedRemoval {
  /** All names at the place. */
  names: readonly string[];
  origin: string;
  isGood(name: string): boolean;
  remove(name: string): Promise<void>;
  unmark(name: string): Promise<boolean>;
}

/**
 * An upload that was not completed has no name, and storage deletes it by a rule of its own.
 *
 * @returns the good ones whose marks could not be removed
 */
async function removeMarked(removal: MarkedRemoval): Promise<string[]> {
  const { names, origin, isGood, remove, unmark } = removal;
  const left: string[] = [];
  for (const mark of names) {
    const name = mark.slice(0, -markEnding.length);
    if (mark !== markOf(name) || readBackupName(name)?.origin !== origin) continue;
    if (isGood(name)) {
      if (!(await unmark(name))) left.push(name);
    } else {
      await remove(name);
      await remove(mark);
    }
  }
  return left;
}

/** Whether it succeeds, at once or after one of the pauses, which are in milliseconds. */
async function succeeds(run: () => Promise<void>, pausesMs: readonly number[]): Promise<boolean> {
  for (const pauseMs of [0, ...pausesMs]) {
    if (pauseMs > 0) await pause(pauseMs);
    const isDone = await run().then(
      () => true,
      () => false,
    );
    if (isDone) return true;
  }
  return false;
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
  place: StoragePlace,
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
