/** What one stream looked like to its reader. Times are Unix milliseconds with fractions. */
export interface StreamResult {
  sentAt: number;
  firstTextAt: number;
  endedAt: number;
  /** How late each stamped token was, in milliseconds. */
  delays: number[];
  text: string;
  /** Breaks in the order of the log that the reader saw; always 0 where there is no log. */
  gaps: number;
}

/** Gathers one stream's text as it comes. */
export class StreamReader {
  readonly #sentAt = now();
  readonly #delays: number[] = [];
  #firstTextAt = 0;
  #text = "";
  gaps = 0;

  /** @param stamped whether the text is made of times of sending */
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
