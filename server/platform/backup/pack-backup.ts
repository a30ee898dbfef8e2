import { Decrypter, Encrypter } from "age-encryption";
import { pipeline, Readable, type Transform } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { BackupError } from "./backup-format.ts";
import { StoreError } from "./stores/backup-store.ts";

/** How backups are encrypted, in the format of the program `age` (age-encryption.org/v1). */
export interface BackupKeys {
  /** Public keys (`age1…`); the server needs no more to write backups. */
  recipients: readonly string[];
  /** Used when there are no recipients; null for none. */
  passphrase: string | null;
}

/** What opens an encrypted backup. */
export interface OpeningKeys {
  /** Secret keys (`AGE-SECRET-KEY-1…`). */
  identities: readonly string[];
  passphrase: string | null;
}

/** None of the keys opens a backup; it says nothing about what is in it. */
export class NoKeyError extends BackupError {}

/** What the library says when the header is whole, and none of the keys belongs to it. */
const noKeyFits = "no identity matched any of the file's recipients";

/** The compression's cheapest level saves nearly as much as the others, at a third of the time. */
const level = 1;

/** Compresses a backup, and encrypts it if there are keys. */
export async function packBackup(
  source: AsyncIterable<Uint8Array>,
  { recipients, passphrase }: BackupKeys,
): Promise<ReadableStream<Uint8Array>> {
  const zipped = toStream(through(Readable.from(source), createGzip({ level })));
  if (recipients.length === 0 && passphrase === null) return zipped;
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  if (recipients.length === 0 && passphrase !== null) encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(zipped);
}

/**
 * The bytes of a backup that was packed.
 *
 * @throws NoKeyError when no key opens it; BackupError when it is damaged, or neither compressed
 *   nor encrypted
 */
export async function unpackBackup(
  packed: ReadableStream<Uint8Array>,
  keys: OpeningKeys,
): Promise<AsyncIterable<Uint8Array>> {
  const { first, stream } = await peek(packed);
  if (first.startsWith("age-encryption.org/")) return unzip(await decrypt(stream, keys));
  if (first.startsWith("\x1f\x8b")) return unzip(stream);
  throw new BackupError("this is no backup of ChatKit: it is neither compressed nor encrypted");
}

async function decrypt(stream: ReadableStream<Uint8Array>, keys: OpeningKeys) {
  const { identities, passphrase } = keys;
  if (identities.length === 0 && passphrase === null)
    throw new NoKeyError("the backup is encrypted: set BACKUP_IDENTITY or BACKUP_PASSPHRASE");
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  if (passphrase !== null) decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(stream);
  } catch (cause) {
    if (isOfSource(cause)) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (reason === noKeyFits) throw new NoKeyError("none of the keys opens the backup", { cause });
    throw new BackupError(`the backup is cut off or damaged: ${reason}`, { cause });
  }
}

async function* unzip(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* through(Readable.from(stream), createGunzip());
  } catch (cause) {
    if (cause instanceof BackupError || isOfSource(cause)) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BackupError(`the backup is cut off or damaged: ${reason}`, { cause });
  }
}

/** Whether a place could not be read: that says nothing about the backup in it. */
function isOfSource(error: unknown): boolean {
  if (error instanceof StoreError) return true;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  // Of the system, such as EIO; those of the compression begin with `Z_`.
  return typeof code === "string" && /^E[A-Z]+$/.test(code);
}

/** The output of a transform, whose reader gets the errors of both. */
function through(source: Readable, transform: Transform): AsyncIterable<Uint8Array> {
  // The error has destroyed the transform with it, too.
  pipeline(source, transform, () => {});
  return transform;
}

/** The first bytes as characters, and the whole stream. */
async function peek(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  const { value = new Uint8Array() } = await reader.read();
  const whole = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(value),
    async pull(controller) {
      const { done, value: more } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(more);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { first: Buffer.from(value.subarray(0, 32)).toString("latin1"), stream: whole };
}

function toStream(readable: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = readable[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await iterator.return?.()),
  });
}
