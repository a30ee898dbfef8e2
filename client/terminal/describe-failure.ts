import { type GenerationErrorCode, knownFailure } from "../../shared/errors.ts";
import type { FinishReason } from "../../shared/message.ts";
import type { FinalChunk } from "../../shared/generation-event.ts";
import { knownStatus } from "../../shared/generation-status.ts";
import type { RequestError } from "../request-error.ts";
import { findOwnFault, isAnswer } from "./own-fault.ts";

const generationFailures: Record<GenerationErrorCode, string> = {
  provider_auth: "the model server rejected the server's API key",
  provider_unknown_model: "the model server does not have the configured model",
  provider_removed: "the connection of this model was removed",
  model_unavailable: "the model is not available to you: choose another",
  provider_wrong_address: "there is no chat API at the model server's address",
  message_too_long: "the message is too long for the model: shorten it, or attach fewer files",
  provider_rate_limited: "the model is busy",
  provider_rejected: "the model server rejected this request",
  provider_unreachable: "the model server cannot be reached",
  provider_unavailable: "the model server had an error",
  provider_timeout: "the model server took too long",
  provider_cut: "the connection to the model server was lost",
  provider_nonsense: "the model server sent an unreadable answer",
  too_complex: "the built-in model would need too much time or memory",
  workers_lost: "the server writing it failed twice; the text so far was kept",
  internal: "the server had an error",
};

const shortOf: Record<FinishReason, string | null> = {
  length: "The reply was cut off at the length limit.",
  content_filter: "The provider's content filter stopped the reply.",
  refusal: null,
};

/** Describes a reply that failed or was cut off; null for a complete one. */
export function describeEnd({ status, error, finishReason }: FinalChunk): string | null {
  switch (knownStatus(status)) {
    case "queued":
    case "running":
      return null;
    case "completed":
      return finishReason === undefined ? null : (shortOf[finishReason] ?? null);
    case "stopped":
      return "The reply was stopped.";
    case "interrupted":
      return "The reply was interrupted; the text so far was kept.";
    case "failed":
      return `The reply failed: ${generationFailures[knownFailure(error?.code)]}.`;
  }
}

/** What this program says of a failure: it has no answer, was told to come back, or is itself the cause. */
function describeUnavailable(error: RequestError, url: string): string {
  if (isAnswer(error)) return `The server at ${url} is unavailable right now. Try again later.`;
  const own = findOwnFault(error);
  return own === null
    ? `Cannot reach a ChatKit server at ${url}. Is it running?`
    : `This program had an unexpected error: ${own}`;
}

/** Describes a failed call. */
export function describeFailure(error: RequestError, url: string, threadId: string | null): string {
  switch (error.code) {
    case "unavailable":
      return describeUnavailable(error, url);
    case "unauthenticated":
      // Such as a server that lets no guests in.
      return `The server at ${url} rejected this client: ${error.message}`;
    case "forbidden":
    case "account_disabled":
      return `The server at ${url} rejected this client.`;
    case "not_found":
      return threadId === null
        ? `${url} does not have this.`
        : `You have no thread ${threadId} at ${url}.`;
    case "rate_limited":
      return `Too many requests; try again in ${Math.ceil((error.retryAfterMs ?? 1_000) / 1_000)} s.`;
    case "too_large":
    case "storage_full":
    case "invalid_input":
    case "conflict":
    case "model_unavailable":
    case "wrong_credentials":
    case "invalid_link":
    case "weak_password":
      return `The server rejected the message: ${error.message}`;
    case "internal":
      return `Something went wrong on the server at ${url}${error.requestId ? ` (request ${error.requestId})` : ""}.`;
  }
}
