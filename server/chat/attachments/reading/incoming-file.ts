import { readSync } from "node:fs";

const stdin = 0;

/** A file on standard input, read only as far as needed. */
export class IncomingFile {
  /** In bytes. */
  readonly size: number;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #taken = 0;

  constructor(size: number) {
    this.size = size;
    this.#bytes = new Uint8Array(size);
  }

  /** Its first `length` bytes, or all if it is shorter. Throws when the sender has gone. */
  head(length: number): Uint8Array<ArrayBuffer> {
    const end = Math.min(length, this.size);
    while (this.#taken < end) {
      const more = readSync(stdin, this.#bytes, this.#taken, end - this.#taken, null);
      if (more === 0) throw new Error("The file ends before its size.");
      this.#taken += more;
    }
    return this.#bytes.subarray(0, end);
  }

  /** The whole file. */
  all(): Uint8Array<ArrayBuffer> {
    return this.head(this.size);
  }
}
