import { readSync } from "node:fs";

const stdin = 0;

/** A file that comes by standard input; no more of it is taken than somebody asks for. */
export class IncomingFile {
  /** In bytes. */
  readonly size: number;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #taken = 0;

  constructor(size: number) {
    this.size = size;
    this.#bytes = new Uint8Array(size);
  }

  /** Its first bytes, `length` or as many as there are. Throws when whoever sends it has gone. */
  head(length: number): Uint8Array<ArrayBuffer> {
    const end = Math.min(length, this.size);
    while (this.#taken < end) {
      const more = readSync(stdin, this.#bytes, this.#taken, end - this.#taken, null);
      if (more === 0) throw new Error("The file ends before its size.");
      this.#taken += more;
    }
    return this.#bytes.subarray(0, end);
  }

  /** All of it. */
  all(): Uint8Array<ArrayBuffer> {
    return this.head(this.size);
  }
}
