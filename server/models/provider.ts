import type { GenerationErrorCode } from "../../shared/errors.ts";
import type { Effort } from "../../shared/effort.ts";
import type { Locale } from "../../shared/locale.ts";
import type { FinishReason, Usage } from "../../shared/message.ts";

/** An attached file, as a model is shown it. */
export type ProviderFile =
  | {
      kind: "text";
      name: string;
      /** The file's own. */
      mimeType: string;
      /** Empty where nothing could be read of it. */
      text: string;
      /** Whether there is more of it. */
      isCut: boolean;
    }
  | {
      kind: "image";
      name: string;
      /** Of `bytes`: JPEG or PNG, which every model server reads. */
      mimeType: string;
      bytes: Uint8Array;
      /** Pixels of the file itself. */
      width: number;
      height: number;
    };

/** One turn of the conversation, oldest first; the last one is the user's. */
export interface ProviderTurn {
  /** Of its message; absent where there is none. */
  messageId?: string;
  role: "user" | "assistant";
  text: string;
  /** Absent for none. */
  files?: ProviderFile[];
}

/** What a provider is asked to continue. */
export interface ProviderRequest {
  model: string;
  /** The workflow's instructions, sent as the system message. */
  instructions: string;
  turns: ProviderTurn[];
  /**
   * The beginning of the answer, which is there already: only what comes behind it is wanted. Absent
   * for a whole answer.
   */
  continues?: string;
  /** Null leaves it to the model. */
  temperature: number | null;
  /** What stands for the conversation before `turns`; absent for nothing. */
  summary?: string;
  /** Index of the first turn that the reply before this one was shown; absent for all of them. */
  shownFrom?: number;
  /** Tokens that instructions, conversation and answer may take up together; absent where that is not known. */
  contextWindow?: number;
  /** Longest reply in tokens; null leaves it to the model. */
  maxOutputTokens: number | null;
  /** How long the model may think before a reply; null or absent leaves it to the model. */
  effort?: Effort | null;
  /** `title` asks for a thread title of a few words instead of a reply, `summary` for what the turns are about. */
  purpose: "reply" | "title" | "summary";
  /** Whose conversation it is: for the offline model's tools and for the title's language. */
  user: { id: string; locale: Locale; timeZone: string };
}

/** As much of a request's turns as its model is shown. */
export interface ShownHistory {
  /** Index of the first turn that is shown. */
  from: number;
  /** Files of shown turns of which the model is told the name alone. */
  filesLeftOut: number;
}

/**
 * Where a reply goes, and what ends it early. Takes any text, cut anywhere: what Postgres and JSON
 * cannot hold is replaced on this side.
 */
export interface ReplySink {
  signal: AbortSignal;
  /**
   * Takes everything that arrived in one read, so a burst costs one call and a token no promise.
   * No more comes before a promise that it returns has resolved; what it throws ends the call.
   */
  write(text: string): Promise<void> | undefined;
  /** The same for the model's thoughts. */
  think(text: string): Promise<void> | undefined;
  /** All text so far was thoughts: some models only say where these end. */
  rethink(): unknown;
  /** Told before any text: the server is busy, and is asked again after so many milliseconds. */
  waiting?(ms: number): void;
  /** Told before any text, again when the request is sent again: what of the conversation the model is shown. */
  shown?(view: ShownHistory): void;
}

/** How a reply ended that did not fail. */
export interface ReplyEnd {
  /** Null where the provider does not tell. */
  usage: Usage | null;
  /** Null for a whole answer. */
  finishReason: FinishReason | null;
}

/**
 * A model server, or the model inside this one.
 *
 * `stream` resolves once the provider has said that it is done, with how it ended; a
 * stream that ends any other way throws a `ProviderError`. Aborting the signal closes the
 * provider's socket at once and makes it throw the signal's reason.
 */
export interface Provider {
  /** Names it in the log, such as `openai` or `builtin`. */
  readonly name: string;
  /** Loads what the first reply would otherwise wait for. */
  warmUp?(): Promise<void>;
  /**
   * The names of its models, in its order.
   *
   * @throws RequestError `unavailable`
   */
  listModels(signal: AbortSignal): Promise<string[]>;
  /**
   * A model's context window as its server tells it, in tokens; null where it does not tell.
   *
   * @throws RequestError `unavailable`
   */
  findWindow?(model: string, signal: AbortSignal): Promise<number | null>;
  /**
   * How long people may have one of its models think, least first; empty where there is nothing to
   * choose. Left out by a provider whose models never think.
   */
  effortsOf?(model: string): Promise<readonly Effort[]>;
  stream(request: ProviderRequest, sink: ReplySink): Promise<ReplyEnd>;
}

/** Why a provider could not finish. `code` is stored and shown; the message is for the log alone. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly code: GenerationErrorCode;
  /** How long the provider asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: GenerationErrorCode,
    message: string,
    options?: { retryAfterMs?: number; cause?: unknown },
  ) {
    super(message, { cause: options?.cause });
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
