import type { GenerationErrorCode } from "../../shared/errors.ts";
import type { Effort } from "../../shared/effort.ts";
import type { Locale } from "../../shared/locale.ts";
import type { FinishReason, Usage } from "../../shared/message.ts";
import type { Rights } from "./access/rights.ts";
import type { DescribedModel } from "./listing/described-model.ts";
import type { Admission } from "./patience/admission.ts";

/** An attached file as a model sees it. */
export type ProviderFile =
  | {
      kind: "text";
      name: string;
      /** The original file's type. */
      mimeType: string;
      /** Empty if no text could be extracted. */
      text: string;
      /** Whether the text was cut. */
      isCut: boolean;
    }
  | {
      kind: "image";
      name: string;
      /** Of `bytes`: JPEG or PNG, which every model server accepts. */
      mimeType: string;
      bytes: Uint8Array;
      /** Size of the original file in pixels. */
      width: number;
      height: number;
    };

/** A turn of the conversation, oldest first; the last one is the user's. */
export interface ProviderTurn {
  /** The id of its message; omitted if there is none. */
  messageId?: string;
  role: "user" | "assistant";
  text: string;
  /** Omitted without files. */
  files?: ProviderFile[];
}

/** What a person has written for the model, beside their messages. */
export interface BackgroundNote {
  /** One line. */
  heading: string;
  /** Most important first: those at the end are left out if there is no room. */
  lines: readonly string[];
}

/** What the model is told for the whole conversation, as far as there is room. */
export interface Background {
  /** Sent after the instructions. Most important first. */
  notes: readonly BackgroundNote[];
  /** Precede the conversation. Omitted for none. */
  files?: readonly ProviderFile[];
}

/** A request to a provider. */
export interface ProviderRequest {
  model: string;
  /** The workflow's instructions, sent as the system message. */
  instructions: string;
  /** Omitted for none. The built-in model does not use it. */
  background?: Background;
  turns: ProviderTurn[];
  /** The existing beginning of the answer: only the rest is wanted. Omitted for a whole answer. */
  continues?: string;
  /** Null leaves it to the model. */
  temperature: number | null;
  /** Summary of the conversation before `turns`; omitted without one. */
  summary?: string;
  /**
   * Index of the first turn that the previous reply's model was shown; omitted if it was shown all.
   */
  shownFrom?: number;
  /**
   * The window in tokens, for instructions, conversation and answer together; omitted if unknown.
   */
  contextWindow?: number;
  /** Longest reply in tokens; null leaves it to the model. */
  maxOutputTokens: number | null;
  /** Models to ask when `model` fails, in this order; null or omitted for the server's list. */
  fallbacks?: readonly string[] | null;
  /** Which connections may be used; omitted for those that are open to everyone. */
  rights?: Rights;
  /** Whether the first failure ends the call, because another model can be asked. */
  once?: boolean;
  /** Decides when the call may ask its server; omitted when it shares nothing with other calls. */
  admission?: Admission;
  /** How long the model may think before a reply; null or omitted leaves it to the model. */
  effort?: Effort | null;
  /** The model's efforts as its server reports them, least first; absent if it does not. */
  efforts?: readonly Effort[];
  /** `title` requests a short thread title instead of a reply, `summary` a summary of the turns. */
  purpose: "reply" | "title" | "summary";
  /** The thread's owner: for the offline model's tools and for the title's language. */
  user: { id: string; locale: Locale; timeZone: string };
}

/** The part of a request's turns that its model is shown. */
export interface ShownHistory {
  /** Index of the first turn shown. */
  from: number;
  /** Files of those turns that are reduced to their names. */
  filesLeftOut: number;
}

/** A fallback model writes the reply. */
export interface Replacement {
  /** The fallback model. */
  model: string;
  /** The requested model. */
  asked: string;
  /** Why the requested model failed. */
  reason: GenerationErrorCode;
}

/**
 * Receives a reply, and can end it early. Accepts any text, cut anywhere: it replaces what Postgres
 * and JSON cannot hold.
 */
export interface ReplySink {
  signal: AbortSignal;
  /**
   * Receives all text of one read at once, so a burst costs one call and a token no promise. No
   * more follows until a returned promise has resolved; an error ends the call.
   */
  write(text: string): Promise<void> | undefined;
  /** The same for the model's reasoning. */
  think(text: string): Promise<void> | undefined;
  /** All text so far was reasoning: some models only mark its end. */
  rethink(): unknown;
  /**
   * Called before any text: the server is busy, and the call is retried after this many
   * milliseconds, or when it is its turn: `ahead` calls come before. 0 and no `ahead` ends that.
   */
  waiting?(ms: number, ahead?: number): void;
  /** Called just before the first text or reasoning of a fallback model. */
  replaced?(by: Replacement): void;
  /**
   * Called before any text, and again for each retry: how much of the conversation the model is
   * shown.
   */
  shown?(view: ShownHistory): void;
}

/** How a reply ended that did not fail. */
export interface ReplyEnd {
  /** Null if the provider does not report it. */
  usage: Usage | null;
  /** Null for a complete answer. */
  finishReason: FinishReason | null;
}

/**
 * A model server, or the built-in model.
 *
 * `stream` resolves with how the reply ended once the provider has signalled the end; a stream that
 * ends in any other way throws a `ProviderError`. Aborting the signal closes the provider's socket
 * at once and throws the signal's reason.
 */
export interface Provider {
  /** Its name in the log, such as `openai` or `builtin`. */
  readonly name: string;
  /** The name of the provider that answers for a model; omitted by a provider that answers for all. */
  nameFor?(model: string): Promise<string>;
  /** Loads lazily loaded modules, so that the first reply does not wait for them. */
  warmUp?(): Promise<void>;
  /**
   * A model's context window as reported by its server, in tokens; null if it reports none.
   *
   * @throws RequestError `unavailable`
   */
  findWindow?(model: string, signal: AbortSignal): Promise<number | null>;
  /**
   * The efforts of a model as its server reports them, least first; null if it does not.
   *
   * @throws RequestError `unavailable`
   */
  findEfforts?(model: string, signal: AbortSignal): Promise<readonly Effort[] | null>;
  /**
   * The efforts that users can choose from for a model, least first; empty without a choice.
   * Omitted by a provider whose models never think.
   *
   * @param told the result of `findEfforts`; null or absent if unknown
   */
  effortsOf?(model: string, told?: readonly Effort[] | null): Promise<readonly Effort[]>;
  stream(request: ProviderRequest, sink: ReplySink): Promise<ReplyEnd>;
}

/** The provider of one model server. */
export interface ServerProvider extends Provider {
  /**
   * Its models with their reported traits, in its order.
   *
   * @throws RequestError `unavailable`
   */
  listModels(signal: AbortSignal): Promise<DescribedModel[]>;
}

/** Why a provider failed. `code` is stored and shown; the message is only for the log. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly code: GenerationErrorCode;
  /** How long the provider asked to wait before a retry, in milliseconds. */
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
