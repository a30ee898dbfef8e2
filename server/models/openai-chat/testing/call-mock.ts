/** What the tests of the provider share: calls to the scripted mock, and their outcomes. */
import type { MockProvider } from "../../../../testing/mock-provider/mock-provider.ts";
import type { GenerationErrorCode } from "../../../../shared/errors.ts";
import type { FinishReason, Usage } from "../../../../shared/message.ts";
import {
  type Provider,
  ProviderError,
  type ProviderRequest,
  type ServerProvider,
} from "../../provider.ts";
import { createOpenAIProvider, type OpenAIProviderOptions } from "../openai-provider.ts";
import { eventsOf } from "../../../../testing/server/provider-events.ts";

export const patient = { firstByteMs: 5_000, idleMs: 5_000, totalMs: 20_000 };
export const hasty = { firstByteMs: 500, idleMs: 500, totalMs: 20_000 };
export const retries = { max: 2, baseDelayMs: 5, maxDelayMs: 2_000 };

/** Everything that one call gave. */
export interface Outcome {
  text: string;
  thought: string;
  finishReason: FinishReason | null;
  reads: number;
  usage: Usage[];
  code: GenerationErrorCode | null;
  retryAfterMs: number | undefined;
}

/** A request whose last message is `text`. */
export function replyTo(text: string, more: Partial<ProviderRequest> = {}): ProviderRequest {
  return {
    model: "mock",
    instructions: "Be brief.",
    temperature: null,
    maxOutputTokens: null,
    turns: [{ role: "user", text }],
    purpose: "reply",
    user: { id: "user_1", locale: "en", timeZone: "Europe/Paris" },
    ...more,
  };
}

/** Runs a call to its end; only what is no `ProviderError` is thrown. */
export async function collect(
  provider: Provider,
  request: ProviderRequest,
  signal?: AbortSignal,
): Promise<Outcome> {
  const outcome: Outcome = {
    text: "",
    thought: "",
    finishReason: null,
    reads: 0,
    usage: [],
    code: null,
    retryAfterMs: undefined,
  };
  try {
    for await (const event of eventsOf(provider, request, signal)) {
      if (event.type === "usage") outcome.usage.push(event.usage);
      else if (event.type === "finish") outcome.finishReason = event.finishReason;
      else if (event.type === "thought") outcome.thought += event.text;
      else if (event.type === "rethink") {
        outcome.thought += outcome.text;
        outcome.text = "";
      } else {
        outcome.text += event.text;
        outcome.reads++;
      }
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    outcome.code = error.code;
    outcome.retryAfterMs = error.retryAfterMs;
  }
  return outcome;
}

/** A provider for a mock, patient unless told otherwise. */
export function providerAt(
  mock: MockProvider,
  options: Partial<OpenAIProviderOptions> = {},
): ServerProvider {
  return createOpenAIProvider({ baseUrl: mock.url, timeouts: patient, retries, ...options });
}
