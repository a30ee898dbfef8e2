import type { ConnectionTest } from "../../../shared/connections.ts";
import { cleanText } from "../../../shared/requests.ts";
import { type Provider, ProviderError, type ProviderRequest } from "../provider.ts";

/** Longest test, in milliseconds: a local server may have to load the model first. */
const longestMs = 60_000;

/** The test ends after this much text, in characters. */
const enough = 40;

/** Longest reply that is shown, in characters. */
const shown = 200;

/** Longest reason that is shown, in characters. */
const shownReason = 500;

/**
 * Has a model write a short streamed reply.
 *
 * @param user the admin who runs the test
 */
export async function testConnection(
  provider: Provider,
  { model, user }: { model: string; user: ProviderRequest["user"] },
  callerSignal = new AbortController().signal,
): Promise<ConnectionTest> {
  const startedAt = performance.now();
  const done = new AbortController();
  const late = AbortSignal.timeout(longestMs);
  let text = "";
  let firstMs: number | undefined;
  const take = (more: string) => {
    firstMs ??= performance.now() - startedAt;
    text += more;
    if (text.length >= enough) done.abort();
    return undefined;
  };
  try {
    await provider.stream(requestOf(model, user), {
      signal: AbortSignal.any([callerSignal, late, done.signal]),
      write: take,
      // Reasoning also shows that the model answers.
      think: () => void (firstMs ??= performance.now() - startedAt),
      rethink() {
        text = "";
      },
    });
  } catch (error) {
    callerSignal.throwIfAborted();
    if (!done.signal.aborted) return failureOf(error, late);
  }
  const ms = Math.round(firstMs ?? performance.now() - startedAt);
  return { ok: true, text: cleanText(text.slice(0, shown)).trim(), ms };
}

function requestOf(model: string, user: ProviderRequest["user"]): ProviderRequest {
  return {
    model,
    instructions: "",
    turns: [{ role: "user", text: "Say hello in one word." }],
    temperature: null,
    maxOutputTokens: null,
    purpose: "reply",
    user,
  };
}

function failureOf(error: unknown, late: AbortSignal): ConnectionTest {
  if (late.aborted)
    return {
      ok: false,
      code: "provider_timeout",
      reason: `no answer after ${longestMs / 1_000} s`,
    };
  if (!(error instanceof ProviderError)) throw error;
  const reason = cleanText(error.message.slice(0, shownReason));
  return { ok: false, code: error.code, reason };
}
