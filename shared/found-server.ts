/** The programs that are recognised on the machine where the server runs. */
export const localPrograms = ["ollama", "lmstudio", "llama", "vllm", "other"] as const;

/** `other` is any OpenAI-compatible server. */
export type LocalProgram = (typeof localPrograms)[number];

/** A model server that was found on the machine of a development server. */
export interface FoundServer {
  program: LocalProgram;
  /** Including the version, as a connection of the kind `openai-chat` has it. */
  baseUrl: string;
  /** Names of its models; empty while it has none. */
  models: string[];
}
