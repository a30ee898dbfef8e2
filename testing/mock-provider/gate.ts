/** A reply whose text and end the test decides. */
export interface Gate {
  /** Sends one delta. */
  push(text: string): void;
  /** Sends one delta of thoughts in the form of DeepSeek and vLLM. */
  think(text: string): void;
  /** Ends the reply properly: finish_reason, usage, `[DONE]`. */
  release(): void;
  /** Breaks the reply off: FIN in the middle of the body, or a connection reset. */
  cut(how: "fin" | "rst"): void;
}
