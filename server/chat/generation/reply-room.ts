/** Aborts a provider's call when its reply has reached its longest length. */
export class ReplyFull extends Error {
  override readonly name = "ReplyFull";

  constructor() {
    super("the reply has reached its longest length");
  }
}

/** The remaining length of one reply. */
export class ReplyRoom {
  #left: number;
  #isFull = false;

  /** @param bytes of UTF-8 */
  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Whether some text did not fit. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** The prefix of well-formed text that fits, never half a character. */
  take(text: string): string {
    if (this.#isFull) return "";
    const bytes = Buffer.byteLength(text);
    if (bytes <= this.#left) {
      this.#left -= bytes;
      return text;
    }
    this.#isFull = true;
    const { read } = new TextEncoder().encodeInto(text, new Uint8Array(this.#left));
    return text.slice(0, read);
  }
}
