/** One stream as seen by its reader. Times are Unix milliseconds with fractions. */
export interface StreamResult {
  sentAt: number;
  firstTextAt: number;
  endedAt: number;
  /** Delay of each stamped token, in milliseconds. */
  delays: number[];
  text: string;
  /** Gaps in the log as seen by the reader; always 0 without a log. */
  gaps: number;
}

/** Collects one stream's text as it comes. */
export class StreamReader {
  readonly #sentAt = now();
  readonly #delays: number[] = [];
  #firstTextAt = 0;
  #text = "";
  gaps = 0;

  /** @param stamped whether the text consists of send times */
  add(text: string, stamped: boolean): void {
    const at = now();
    if (this.#firstTextAt === 0) this.#firstTextAt = at;
    this.#text += text;
    if (!stamped) return;
    for (const stamp of text.split(" ")) if (stamp !== "") this.#delays.push(at - Number(stamp));
  }

  end(): StreamResult {
    return {
      sentAt: this.#sentAt,
      firstTextAt: this.#firstTextAt,
      endedAt: now(),
      delays: this.#delays,
      text: this.#text,
      gaps: this.gaps,
    };
  }
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
