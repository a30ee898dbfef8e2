/** The model that writes replies. All times are milliseconds. */
export type ProviderSettings =
  | { kind: "offline" }
  | {
      kind: "openai";
      /** Null for servers that ask for none, such as Ollama. */
      apiKey: string | null;
      /** Up to and including `/v1`, without a slash at the end. */
      baseUrl: string;
      model: string;
      firstByteTimeoutMs: number;
      idleTimeoutMs: number;
      totalTimeoutMs: number;
    };
