/** A reply that says only what the test tells it to. */
export interface Gate {
  /** Sends one delta. */
  push(text: string): void;
  /** Sends one delta of thoughts, as DeepSeek and vLLM have them. */
  think(text: string): void;
  /** Ends the reply well: finish_reason, usage, `[DONE]`. */
  release(): void;
  /** Ends it badly: FIN in the middle of the body, or a connection reset. */
  cut(how: "fin" | "rst"): void;
}
