import { BackupError } from "./backup-format.ts";

/** Longest line in bytes: the last one names every table. */
const longestLine = 1_048_576;

/** Longest block of rows in bytes: PostgreSQL sends a row at a time, of up to 1 GB. */
const longestBlock = 1_073_741_824;

/** Reads lines and blocks from a stream of bytes. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * The next line, without its line feed.
   *
   * @throws BackupError when the stream ends before it does, or when it is too long
   */
  async line(): Promise<string> {
    const parts: Uint8Array[] = [];
    for (let length = 0; length <= longestLine;) {
      const end = this.#rest.indexOf(10);
      if (end !== -1) {
        parts.push(this.#rest.subarray(0, end));
        this.#rest = this.#rest.subarray(end + 1);
        return Buffer.concat(parts).toString("utf8");
      }
      parts.push(this.#rest);
      length += this.#rest.length;
      await this.#more();
    }
    throw new BackupError("this is no backup of ChatKit: a line is too long");
  }

  /** The next block: as many bytes as the line before it says; null at the end of the table. */
  async *block(): AsyncGenerator<Uint8Array> {
    const text = await this.line();
    const length = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(length <= longestBlock)) throw new BackupError("the backup is damaged: a block's length");
    for (let missing = length; missing > 0;) {
      if (this.#rest.length === 0) await this.#more();
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      missing -= part.length;
      yield part;
    }
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done) throw new BackupError("the backup is cut off: its end is missing");
    this.#rest = value;
  }
}
